terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

data "rolecall_grafana_role" "editor" {
  name = "Editor"
}
