/** Terraform configuration as people write it: the roles each file makes, by key, with their permissions. */
export type Sample = {
  readonly text: string
  /** Null: the permissions cannot all be seen. */
  readonly roles: Readonly<Record<string, readonly string[] | null>>
}

export const samples: Readonly<Record<string, Sample>> = {
  'a plain role': {
    text: `terraform {
  required_providers {
    rolecall = {
      source  = "rolecall/rolecall"
      version = "~> 1.0"
    }
  }
}

provider "rolecall" {
  astro = { organization_id = var.organization_id }
}

# Reads deployments, and nothing else.
resource "rolecall_astro_role" "viewer" {
  name        = "Deployment_Viewer"
  scope_type  = "DEPLOYMENT"
  description = "Subject can only view deployments."
  permissions = [
    "deployment.get",
    "deployment.airflow.dag.get", // needed by the UI
  ]
}

output "viewer" { value = rolecall_astro_role.viewer.id }
`,
    roles: { viewer: ['deployment.get', 'deployment.airflow.dag.get'] },
  },
  'a heredoc as description': {
    text: `resource "rolecall_astro_role" "documented" {
  name       = "Documented"
  scope_type = "DEPLOYMENT"

  description = <<-EOT
    Reads "deployments" { and } nothing [ else
    resource "rolecall_astro_role" "in_text" {
      permissions = ["text.only"]
    }
  EOT

  permissions = ["deployment.get"]
}

resource "rolecall_astro_role" "after" {
  name        = "After"
  scope_type  = "DEPLOYMENT"
  permissions = ["deployment.update"]
}
`,
    roles: { documented: ['deployment.get'], after: ['deployment.update'] },
  },
  'a heredoc in the first column': {
    text: `resource "rolecall_astro_role" "a" {
  description = <<TEXT
resource "rolecall_astro_role" "b" {
}
TEXT
  permissions = ["deployment.get"]
}
`,
    roles: { a: ['deployment.get'] },
  },
  'locals and concat': {
    text: `locals {
  read  = ["deployment.get", "deployment.airflow.dag.get"]
  write = concat(local.read, ["deployment.update"])
}

resource "rolecall_astro_role" "editor" {
  name        = "Editor"
  scope_type  = "DEPLOYMENT"
  permissions = toset(concat(local.write, ["deployment.delete"]))
}
`,
    roles: { editor: ['deployment.get', 'deployment.airflow.dag.get', 'deployment.update', 'deployment.delete'] },
  },
  'a map of lists': {
    text: `locals {
  permissions = {
    viewer = ["deployment.get"]
    "editor" = ["deployment.update"]
  }
}

resource "rolecall_astro_role" "viewer" {
  permissions = local.permissions.viewer
}

resource "rolecall_astro_role" "editor" {
  permissions = local.permissions["editor"]
}
`,
    roles: { viewer: ['deployment.get'], editor: ['deployment.update'] },
  },
  'for_each over a literal map': {
    text: `resource "rolecall_astro_role" "team" {
  for_each = {
    data = {
      name        = "Data"
      permissions = ["deployment.get"]
    }
    ml = { name = "ML", permissions = ["deployment.update", "deployment.get"] }
  }

  name        = each.value.name
  scope_type  = "DEPLOYMENT"
  permissions = each.value.permissions
}
`,
    roles: { 'team["data"]': ['deployment.get'], 'team["ml"]': ['deployment.update', 'deployment.get'] },
  },
  'for_each over a local': {
    text: `locals {
  roles = { reader = ["deployment.get"], writer = ["deployment.update"] }
}

resource "rolecall_astro_role" "each" {
  for_each    = local.roles
  name        = each.key
  scope_type  = "DEPLOYMENT"
  permissions = each.value
}
`,
    roles: { 'each["reader"]': ['deployment.get'], 'each["writer"]': ['deployment.update'] },
  },
  'for_each over something else': {
    text: `resource "rolecall_astro_role" "each" {
  for_each    = { for role in var.roles : role.name => role }
  name        = each.key
  scope_type  = "DEPLOYMENT"
  permissions = each.value.permissions
}
`,
    roles: { each: null },
  },
  'a set of keys': {
    text: `resource "rolecall_astro_role" "each" {
  for_each    = toset(["a", "b"])
  name        = "Role \${each.key}"
  scope_type  = "DEPLOYMENT"
  permissions = ["deployment.get"]
}
`,
    roles: { 'each["a"]': null, 'each["b"]': null },
  },
  'both branches': {
    text: `variable "is_production" {
  type = bool
}

resource "rolecall_astro_role" "deployer" {
  name        = "Deployer"
  scope_type  = "DEPLOYMENT"
  permissions = var.is_production ? ["deployment.get"] : ["deployment.get", "deployment.update"]
}
`,
    roles: { deployer: ['deployment.get', 'deployment.get', 'deployment.update'] },
  },
  'a conditional inside concat': {
    text: `resource "rolecall_astro_role" "deployer" {
  permissions = concat(
    ["deployment.get"],
    var.is_production ? [] : ["deployment.update"],
  )
}
`,
    roles: { deployer: ['deployment.get', 'deployment.update'] },
  },
  'nested functions': {
    text: `locals {
  groups = [["deployment.get"], ["deployment.update", "deployment.delete"]]
}

resource "rolecall_astro_role" "all" {
  permissions = distinct(flatten([local.groups, setunion(["workspace.get"], toset(["dag.get"]))]))
}
`,
    roles: { all: ['deployment.get', 'deployment.update', 'deployment.delete', 'workspace.get', 'dag.get'] },
  },
  'a for expression': {
    text: `resource "rolecall_astro_role" "generated" {
  permissions = concat(["deployment.get"], [for verb in ["update", "delete"] : "deployment.\${verb}"])
  restrictions = {
    # Comments may stand first.
    for key, value in var.restrictions : key => value if value != null
  }
}
`,
    roles: { generated: null },
  },
  'patterns in expand': {
    text: `resource "rolecall_astro_role" "reader" {
  name       = "Reader"
  scope_type = "DEPLOYMENT"
  permissions = provider::rolecall::expand("astro", [
    "deployment.*.get",
    "deployment.get",
  ])
}
`,
    roles: { reader: ['deployment.*.get', 'deployment.get'] },
  },
  'a template over lines': {
    text: `resource "rolecall_astro_role" "a" {
  name = "A"
  description = "Teams: \${join(", ", [
    "data }",
    "ml",
  ])}"
  permissions = ["deployment.get"]
}
`,
    roles: { a: null },
  },
  escapes: {
    text: `resource "rolecall_astro_role" "a" {
  name        = "\\"A\\" \\u0041 $\${not} 100%%{"
  permissions = ["deployment.get"]
}
`,
    roles: { a: ['deployment.get'] },
  },
  'meta arguments': {
    text: `resource "rolecall_astro_role" "a" {
  provider = rolecall.west
  count    = var.enabled ? 1 : 0

  name        = "A"
  permissions = ["deployment.get"]

  depends_on = [rolecall_astro_role.b]

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [description]
    precondition {
      condition     = length(var.name) > 0 && var.name != "x"
      error_message = "No {name}."
    }
  }
}
`,
    roles: { a: ['deployment.get'] },
  },
  'a dynamic block': {
    text: `resource "rolecall_astro_role" "a" {
  permissions = ["deployment.get"]
  dynamic "timeouts" {
    for_each = [1]
    content {
      create = "5m"
    }
  }
}
`,
    roles: { a: null },
  },
  'nested permissions': {
    text: `resource "rolecall_northflank_org_role" "developer" {
  name = "Developer"
  permissions = {
    org_scope     = ["Organisation > Admin > Roles > Read"]
    team_scope    = [],
    project_scope : [
      "Project > Services > General > Read"
    ]
  }
  restrictions = {
    enabled = true
    teams = [{
      team_id      = "core"
      restrictions = { enabled = false, projects = [], restriction_mode = "in" }
    }]
  }
}
`,
    roles: { developer: ['Organisation > Admin > Roles > Read', 'Project > Services > General > Read'] },
  },
  'everything in few lines': {
    text: `locals { scopes = ["audit.read"] }
resource "rolecall_jitsudo_role" "auditor" { 
  slug = "auditor"
  name = "Auditor" /* short */
  scopes = local.scopes # all
}
resource "rolecall_jitsudo_role" "one" { scopes = ["audit.write"] }
data "rolecall_jitsudo_role" "other" { slug = "other" }
`,
    roles: { auditor: ['audit.read'], one: ['audit.write'] },
  },
  'other resources around': {
    text: `resource "aws_iam_policy" "this" {
  policy = jsonencode({
    Statement = [{ Action = ["s3:*"], Effect = "Allow", Resource = "*" }]
  })
}

module "roles" {
  source = "./roles"
  names  = [for n in ["a", "b"] : upper(n)]
}

resource "rolecall_astro_role" "a" {
  name        = module.roles.name
  scope_type  = "DEPLOYMENT"
  permissions = ["deployment.get"]
}

resource "null_resource" "x" {
  provisioner "local-exec" {
    command = <<EOF
      echo "}" '{' # not a comment
EOF
  }
}
`,
    roles: { a: null },
  },
  'no formatting': {
    text: `resource   "rolecall_astro_role"   "a"{
name="A"
permissions=[
"deployment.get",
"deployment.update"]
}
  resource "rolecall_astro_role" "b" {
      permissions = [ "deployment.get" ]
  }
`,
    roles: { a: ['deployment.get', 'deployment.update'], b: ['deployment.get'] },
  },
}
