terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

data "rolecall_astro_role_templates" "all" {}

locals {
  author = one([
    for template in data.rolecall_astro_role_templates.all.templates : template
    if template.name == "Deployment_Author"
  ])
}

# What Astro's author may do, and nothing that deletes.
resource "rolecall_astro_role" "careful_author" {
  name       = "Careful_Author"
  scope_type = local.author.scope_type
  permissions = setsubtract(
    local.author.permissions,
    provider::rolecall::expand("astro", ["deployment.*.delete", "deployment.airflow.*.delete"]),
  )
}
