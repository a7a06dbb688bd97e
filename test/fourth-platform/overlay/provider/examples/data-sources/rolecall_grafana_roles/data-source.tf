data "rolecall_grafana_roles" "all" {
  include_permissions = true
}
