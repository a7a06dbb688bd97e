# Role files, deployed by Terraform alone. `terraform apply` once the environment has the platforms' variables.
terraform {
  required_version = ">= 1.8"
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

locals {
  astro      = provider::rolecall::roles(file("${path.module}/roles/astro.roles.yaml"))
  northflank = provider::rolecall::roles(file("${path.module}/roles/northflank.roles.yaml"))
}

resource "rolecall_astro_role" "all" {
  for_each = local.astro.astro_role

  name                     = each.value.name
  description              = each.value.description
  scope_type               = each.value.scope_type
  permissions              = each.value.permissions
  restricted_workspace_ids = each.value.restricted_workspace_ids
  organization_id          = each.value.organization_id
}

# Takes over the roles that have `$import`.
import {
  for_each = local.astro.import_ids.astro_role
  to       = rolecall_astro_role.all[each.key]
  id       = each.value
}

resource "rolecall_northflank_org_role" "all" {
  for_each = local.northflank.northflank_org_role

  name             = each.value.name
  description      = each.value.description
  permissions      = each.value.permissions
  restrictions     = each.value.restrictions
  directory_groups = each.value.directory_groups
}

import {
  for_each = local.northflank.import_ids.northflank_org_role
  to       = rolecall_northflank_org_role.all[each.key]
  id       = each.value
}
