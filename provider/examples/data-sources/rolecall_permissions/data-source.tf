terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

data "rolecall_permissions" "deployment" {
  platform = "astro"
  scope    = "DEPLOYMENT"
}

# All that only reads.
resource "rolecall_astro_role" "reader" {
  name       = "Reads_all"
  scope_type = "DEPLOYMENT"
  permissions = [
    for permission in data.rolecall_permissions.deployment.permissions : permission.value
    if permission.risk == "low"
  ]
}
