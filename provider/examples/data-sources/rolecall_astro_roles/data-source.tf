terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

# A list that is empty is no error: ours is made only where there is the role that it begins with.
data "rolecall_astro_roles" "shared" {
  name_regex          = "^Deployment_Reader$"
  include_permissions = true
}

resource "rolecall_astro_role" "ours" {
  count       = length(data.rolecall_astro_roles.shared.roles)
  name        = "Deployment_Reader_with_logs"
  scope_type  = "DEPLOYMENT"
  permissions = setunion(data.rolecall_astro_roles.shared.roles[count.index].permissions, ["deployment.logs.get"])
}

# Who may delete a Deployment, for a review.
data "rolecall_astro_roles" "deleting" {
  permission = "deployment.delete"
}

output "roles_that_delete" {
  value = data.rolecall_astro_roles.deleting.roles[*].name
}
