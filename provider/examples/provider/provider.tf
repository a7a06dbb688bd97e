terraform {
  required_providers {
    rolecall = {
      source = "rolecall/rolecall"
    }
  }
}

# Credentials best come from the environment: ASTRO_API_TOKEN, NORTHFLANK_API_TOKEN, JITSUDO_TOKEN.
provider "rolecall" {
  astro = {
    organization_id = "clmh5mash17wq01m5nv6ftw0p"
  }
  jitsudo = {
    base_url  = "https://jitsudo.example.com"
    tenant_id = "9d3f5a94-3f7c-4f43-8ac6-5f5f2a0f0a11"
  }

  # No role may do more than this.
  max_blast_radius = "high"

  # Unknown permissions are warnings unless this says otherwise.
  severity = { RC001 = "error" }
}
