terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

data "rolecall_grafana_roles" "all" {
  include_permissions = true
}
