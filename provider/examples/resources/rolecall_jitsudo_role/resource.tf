terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

resource "rolecall_jitsudo_role" "auditor" {
  slug        = "auditor"
  name        = "Auditor"
  description = "Reads what happened."
  scopes      = ["audit.read"]
}
