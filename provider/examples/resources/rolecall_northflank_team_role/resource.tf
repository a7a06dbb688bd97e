terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

resource "rolecall_northflank_team_role" "operator" {
  team_id = "payments"
  name    = "Operator"
  permissions = {
    team_scope    = ["Account > Admin > Roles > Read"]
    project_scope = ["Project > Services > General > Read"]
  }
  restrictions = {
    enabled          = true
    projects         = ["billing"]
    restriction_mode = "notIn"
  }
}
