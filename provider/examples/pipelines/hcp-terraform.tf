# Roles deployed by HCP Terraform. Its machines have no node and take no installed programs, so the provider is the
# executable: from the registry, or else from terraform.d/plugins beside this file, which is uploaded with it and where
# Terraform looks by itself. RELEASE is a directory with the release's zips and their SHA256SUMS:
#
#   npx rolecall mirror terraform.d/plugins --executables RELEASE --platform linux_amd64
#
# Credentials are environment variables of the workspace, marked sensitive.
terraform {
  required_version = ">= 1.8"
  cloud {
    organization = "example"
    workspaces { name = "roles" }
  }
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

locals {
  roles = provider::rolecall::roles(file("${path.module}/roles/astro.roles.yaml"))
}

resource "rolecall_astro_role" "all" {
  for_each = local.roles.astro_role

  name                     = each.value.name
  description              = each.value.description
  scope_type               = each.value.scope_type
  permissions              = each.value.permissions
  restricted_workspace_ids = each.value.restricted_workspace_ids
  organization_id          = each.value.organization_id
}
