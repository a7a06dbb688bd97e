terraform {
  required_providers {
    rolecall = {
      source = "rolecall/rolecall"
    }
  }
}

provider "rolecall" {
  # As the provider astro had them; or ASTRO_ORGANIZATION_ID and ASTRO_API_TOKEN in the environment.
  astro = {
    organization_id = var.organization_id
    token           = var.token
  }
}

variable "organization_id" {
  type    = string
  default = null
}

variable "token" {
  type      = string
  default   = null
  sensitive = true
}

# It was the resource "astro_custom_role" "deployment_viewer".
resource "rolecall_astro_role" "deployment_viewer" {
  name        = "Deployment_Viewer"
  description = "Subject can only view deployments."
  scope_type  = "DEPLOYMENT"
  permissions = [
    "deployment.get",
    "deployment.airflow.dag.get",
  ]
}

moved {
  from = astro_custom_role.deployment_viewer
  to   = rolecall_astro_role.deployment_viewer
}
