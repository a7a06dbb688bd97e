terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

data "rolecall_northflank_team_role" "developer" {
  team_id = "my-team"
  name    = "Developer"
}

output "developer_id" {
  value = data.rolecall_northflank_team_role.developer.id
}
