/** The roles of several platforms in one stack: most in role files, one in code. */
import { resolve } from 'node:path'
import { NorthflankTeamRole, RoleFiles } from '@rolecall/provider/cdktf'
import { App, LocalBackend, TerraformStack } from 'cdktf'

const app = new App()
const stack = new TerraformStack(app, 'roles')

// State belongs into a shared backend; a local file will do for an example.
new LocalBackend(stack, { path: resolve('.work/terraform.tfstate') })

// Every role of roles/: its address is rolecall_<type>.<key>. Tokens and addresses of the platforms
// come from the environment, so the stack needs no provider block.
new RoleFiles(stack, 'role-files', { paths: ['roles/*.roles.yaml'] })

// A role in code, where a value is not known before: here the team, which the environment names.
const teamId = process.env['NORTHFLANK_TEAM_ID']
if (teamId) {
  new NorthflankTeamRole(stack, 'release_manager', {
    teamId,
    name: 'Release Manager',
    description: 'Ships services and reads what they log.',
    permissions: {
      teamScope: ['Account > Cloud > Clusters > Read'],
      projectScope: ['Project > Services > General > Read', 'Project > Jobs > General > Run Job'],
    },
  })
}

app.synth()
