/** Files as people write them, one for each language, with every kind of list in them. */
import { fixtures as roleFiles } from '../shared/documents/fixtures.js'

const terraform = `# Roles
locals {
  shared = ["deployment.get", "deployment.update"]
  names  = { a = ["deployment.logs.get"] }
}

variable "extra" {
  default = ["deployment.metrics.get"]
}

resource "rolecall_astro_role" "viewer" {
  name        = "Viewer"
  scope_type  = "DEPLOYMENT"
  description = <<-EOT
    Text with "quotes" and \${local.shared}
  EOT
  permissions = concat(local.shared, var.extra, ["deployment.airflow.dag.get", "deployment.delete",])
}

resource "rolecall_northflank_team_role" "ops" {
  team_id = "core"
  name    = "Ops 😀"
  permissions = {
    team_scope    = [] /* none */
    project_scope = toset(["Project > Services > General > Read"])
  }
}

resource "rolecall_astro_role" "pattern" {
  name        = "Pattern"
  scope_type  = "DAG"
  permissions = provider::rolecall::expand("astro", ["dag.**"])
}
`

const typescript = `import { AstroRole, NorthflankTeamRole as Team } from '@rolecall/provider/cdktf'

const shared = ['deployment.get', "deployment.update"] as const

export const make = (stack: never): void => {
  new AstroRole(stack, 'viewer', {
    name: 'Viewer',
    scopeType: 'DEPLOYMENT',
    permissions: [...shared, 'deployment.airflow.dag.get', \`deployment.delete\`],
  })
  new Team(stack, 'ops', { teamId: 'core', name: 'Ops', permissions: { projectScope: ['Project > Services > General > Read'] } })
}
`

const terraformJson = `{
  "resource": {
    "rolecall_astro_role": {
      "viewer": { "name": "Viewer", "scope_type": "DEPLOYMENT", "permissions": ["deployment.get", "deployment.airflow.dag.get"] }
    }
  }
}
`

export const fixtures: Readonly<Record<string, string>> = {
  ...roleFiles,
  'main.tf': terraform,
  'more.tf.json': terraformJson,
  'stack.ts': typescript,
}
