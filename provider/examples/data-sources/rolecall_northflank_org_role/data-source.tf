terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

# A role that Northflank made, as the start of one of ours.
data "rolecall_northflank_org_role" "admin" {
  name = "Admin"
}

resource "rolecall_northflank_org_role" "auditor" {
  name = "Auditor"
  permissions = {
    org_scope = [
      for permission in data.rolecall_northflank_org_role.admin.permissions.org_scope : permission
      if endswith(permission, "> Read")
    ]
  }
}
