data "rolecall_grafana_role" "editor" {
  name = "Editor"
}
