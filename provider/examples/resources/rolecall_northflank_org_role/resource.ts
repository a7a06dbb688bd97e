// main.ts
import { NorthflankOrgRole, RolecallProvider } from '@rolecall/provider/cdktf'
import { App, TerraformStack } from 'cdktf'

const app = new App()
const stack = new TerraformStack(app, 'roles')
new RolecallProvider(stack, 'rolecall')

new NorthflankOrgRole(stack, 'developer', {
  name: 'Developer',
  description: 'Role for developers.',
  permissions: { projectScope: ['Project > Services > General > Read'] },
  restrictions: {
    enabled: true,
    teams: [{ teamId: 'payments', restrictions: { enabled: true, projects: ['sandbox'], restrictionMode: 'in' } }],
  },
})

app.synth()
