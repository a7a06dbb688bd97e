terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

locals {
  roles = provider::rolecall::roles(file("${path.module}/astro.roles.yaml"))
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

# Takes over the roles that have `$import`.
import {
  for_each = local.roles.import_ids.astro_role
  to       = rolecall_astro_role.all[each.key]
  id       = each.value
}
