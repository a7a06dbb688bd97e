// main.ts
import { NorthflankTeamRole, RolecallProvider } from '@rolecall/provider/cdktf'
import { App, TerraformStack } from 'cdktf'

const app = new App()
const stack = new TerraformStack(app, 'roles')
new RolecallProvider(stack, 'rolecall')

new NorthflankTeamRole(stack, 'operator', {
  teamId: 'payments',
  name: 'Operator',
  permissions: {
    teamScope: ['Account > Admin > Roles > Read'],
    projectScope: ['Project > Services > General > Read'],
  },
  restrictions: { enabled: true, projects: ['billing'], restrictionMode: 'notIn' },
})

app.synth()
