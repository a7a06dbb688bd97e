terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

# A role that another team made, as the start of one of ours.
data "rolecall_astro_role" "shared" {
  name = "Deployment_Reader"
}

resource "rolecall_astro_role" "ours" {
  name        = "Deployment_Reader_with_logs"
  scope_type  = data.rolecall_astro_role.shared.scope_type
  permissions = setunion(data.rolecall_astro_role.shared.permissions, ["deployment.logs.get"])
}
