terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

data "rolecall_northflank_org_roles" "all" {
  include_permissions = true
}

output "blast_radius" {
  value = { for role in data.rolecall_northflank_org_roles.all.roles : role.name => role.blast_radius.level }
}
