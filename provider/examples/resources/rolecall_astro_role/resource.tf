terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

resource "rolecall_astro_role" "deployment_viewer" {
  name        = "Deployment_Viewer"
  description = "Subject can only view deployments."
  scope_type  = "DEPLOYMENT"
  permissions = [
    "deployment.get",
    "deployment.airflow.dag.get",
  ]
  restricted_workspace_ids = ["cldbvzoi20182g8odxt8ehi5i"]
}
