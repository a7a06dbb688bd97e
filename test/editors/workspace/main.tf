resource "rolecall_astro_role" "viewer" {
  name        = "Viewer from Terraform"
  scope_type  = "DEPLOYMENT"
  permissions = [
    "deployment.get",
    "deployment.airflow.dags.get",
  ]
}
