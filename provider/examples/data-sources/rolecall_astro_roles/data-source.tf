# Whether there is a role of this name: a list that is empty is no error.
data "rolecall_astro_roles" "named" {
  name_regex = "^Deployment_Reader$"
}

resource "rolecall_astro_role" "reader" {
  count       = length(data.rolecall_astro_roles.named.roles) == 0 ? 1 : 0
  name        = "Deployment_Reader"
  scope_type  = "DEPLOYMENT"
  permissions = ["deployment.get"]
}

# Who may delete a Deployment, for a review.
data "rolecall_astro_roles" "deleting" {
  permission = "deployment.delete"
}

output "roles_that_delete" {
  value = data.rolecall_astro_roles.deleting.roles[*].name
}
