terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

resource "rolecall_northflank_org_role" "developer" {
  name        = "Developer"
  description = "Role for developers."
  permissions = {
    project_scope = ["Project > Services > General > Read"]
  }
  restrictions = {
    enabled = true
    teams = [{
      team_id      = "payments"
      restrictions = { enabled = true, projects = ["sandbox"], restriction_mode = "in" }
    }]
  }
}
