terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

data "rolecall_jitsudo_roles" "auditing" {
  permission = "audit.read"
}

output "slugs" {
  value = data.rolecall_jitsudo_roles.auditing.roles[*].slug
}
