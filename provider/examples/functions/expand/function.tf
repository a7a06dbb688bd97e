terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

resource "rolecall_astro_role" "viewer" {
  name        = "Viewer"
  scope_type  = "DEPLOYMENT"
  permissions = provider::rolecall::expand("astro", ["deployment.get", "deployment.airflow.*.get"])
}
