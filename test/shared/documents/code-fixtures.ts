/** Code that is as it should be, in the ways people write it. */
import { samples } from './terraform-samples.js'

const typescriptFixture = `import { AstroRole, NorthflankTeamRole as TeamRole } from '@rolecall/provider/cdktf'
import * as rolecall from './.gen/providers/rolecall'

const read = ['deployment.get', \`deployment.airflow.dag.get\`] as const
const common = { scopeType: 'DEPLOYMENT', description: "Reads 😀" }

export class Roles extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id)
    new AstroRole(this, 'viewer', { ...common, name: 'Viewer', permissions: [...read, 'deployment.*.get'] })
    // Writes
    new rolecall.astroRole.AstroRole(this, 'editor', {
      name: 'Editor',
      scopeType: 'DEPLOYMENT',
      permissions: [
        'deployment.get', // one
        "deployment.update",
      ],
      restrictedWorkspaceIds: [],
    })
    new TeamRole(this, \`team\`, { teamId: team(), name: 'Team', permissions: { teamScope: [], projectScope: ['a'] } })
  }
}
`

const jsonFixture = `{
  "locals": { "read": ["deployment.get"] },
  "resource": {
    "rolecall_astro_role": {
      "viewer": { "name": "Viewer", "scope_type": "DEPLOYMENT", "permissions": "\${local.read}" },
      "editor": [{ "name": "Editor", "permissions": ["deployment.update", "\${local.read[0]}"] }]
    }
  }
}
`

/** All Terraform samples in one file. */
const terraformFixture = Object.values(samples)
  .map(({ text }, index) => text.replace(/"rolecall_(\w+)" +"(\w+)"/g, `"rolecall_$1" "$2_${index}"`))
  .join('\n')

export const codeFixtures: Readonly<Record<string, string>> = {
  'main.tf': terraformFixture,
  'main.tf.json': jsonFixture,
  'main.ts': typescriptFixture,
}
