terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

variable "permissions" {
  type = set(string)

  validation {
    condition     = length(provider::rolecall::check("astro", var.permissions, "DEPLOYMENT")) == 0
    error_message = "These are no permissions of a Deployment."
  }
}
