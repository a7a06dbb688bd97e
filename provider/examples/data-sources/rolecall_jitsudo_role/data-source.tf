terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

data "rolecall_jitsudo_role" "member" {
  slug = "system-member"
}

resource "rolecall_jitsudo_role" "auditor" {
  slug   = "auditor"
  name   = "Auditor"
  scopes = setunion(data.rolecall_jitsudo_role.member.scopes, ["audit.read"])
}
