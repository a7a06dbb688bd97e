terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

resource "rolecall_grafana_role" "reader" {
  name        = "Reader"
  permissions = [{ action = "dashboards:read", scope = "dashboards:uid:a" }]
}
