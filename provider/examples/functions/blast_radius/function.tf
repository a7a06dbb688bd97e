terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

output "level" {
  value = provider::rolecall::blast_radius("astro", ["deployment.get", "deployment.delete"]).level # "high"
}
