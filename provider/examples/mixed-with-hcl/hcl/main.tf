terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

variable "prefix" {
  type = string
}

resource "rolecall_astro_role" "viewer" {
  name        = "${var.prefix}_Viewer"
  scope_type  = "DEPLOYMENT"
  permissions = ["deployment.get", "deployment.logs.get"]
}

output "viewer_permissions" {
  value = rolecall_astro_role.viewer.permissions
}
