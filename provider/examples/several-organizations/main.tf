terraform {
  required_providers {
    rolecall = {
      source = "rolecall/rolecall"
    }
  }
}

variable "platform" {
  description = "The organizations and the tenant of the platform group."
  type        = object({ astro_organization_id = string, jitsudo_tenant_id = string })
}

variable "platform_tokens" {
  type      = object({ astro = string, northflank = string, jitsudo = string })
  sensitive = true
}

variable "research" {
  description = "Those of the research group."
  type        = object({ astro_organization_id = string, jitsudo_tenant_id = string })
}

variable "research_tokens" {
  type      = object({ astro = string, northflank = string, jitsudo = string })
  sensitive = true
}

variable "owner_token" {
  description = "A credential that may manage the roles of both Astro organizations."
  type        = string
  sensitive   = true
}

# A credential each: a provider block each. What a block leaves out comes from the environment, here the
# addresses of the platforms; what it sets, the environment does not change.
provider "rolecall" {
  astro      = { organization_id = var.platform.astro_organization_id, token = var.platform_tokens.astro }
  northflank = { token = var.platform_tokens.northflank }
  jitsudo    = { tenant_id = var.platform.jitsudo_tenant_id, token = var.platform_tokens.jitsudo }
}

provider "rolecall" {
  alias      = "research"
  astro      = { organization_id = var.research.astro_organization_id, token = var.research_tokens.astro }
  northflank = { token = var.research_tokens.northflank }
  jitsudo    = { tenant_id = var.research.jitsudo_tenant_id, token = var.research_tokens.jitsudo }
}

resource "rolecall_astro_role" "viewer" {
  name        = "Deployment_Viewer"
  scope_type  = "DEPLOYMENT"
  permissions = ["deployment.get"]
}

resource "rolecall_astro_role" "research_viewer" {
  provider    = rolecall.research
  name        = "Deployment_Viewer"
  scope_type  = "DEPLOYMENT"
  permissions = ["deployment.get", "deployment.logs.get"]
}

resource "rolecall_northflank_org_role" "developer" {
  name        = "Developer"
  permissions = { project_scope = ["Project > Services > General > Read"] }
}

resource "rolecall_northflank_org_role" "research_developer" {
  provider    = rolecall.research
  name        = "Developer"
  permissions = { project_scope = ["Project > Jobs > General > Run Job"] }
}

resource "rolecall_jitsudo_role" "auditor" {
  slug   = "auditor"
  name   = "Auditor"
  scopes = ["audit.read"]
}

resource "rolecall_jitsudo_role" "research_auditor" {
  provider = rolecall.research
  slug     = "auditor"
  name     = "Auditor"
  scopes   = ["audit.read", "grants.read"]
}

# One credential for several organizations: each role says where it belongs.
provider "rolecall" {
  alias = "everywhere"
  astro = { token = var.owner_token }
}

resource "rolecall_astro_role" "on_call" {
  provider = rolecall.everywhere
  for_each = toset([var.platform.astro_organization_id, var.research.astro_organization_id])

  organization_id = each.value
  name            = "On_Call"
  scope_type      = "DEPLOYMENT"
  permissions     = ["deployment.get", "deployment.update"]
}
