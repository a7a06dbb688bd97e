terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

data "rolecall_northflank_team_roles" "developers" {
  team_id    = "my-team"
  name_regex = "(?i)developer"
}

output "ids" {
  value = { for role in data.rolecall_northflank_team_roles.developers.roles : role.name => role.id }
}
