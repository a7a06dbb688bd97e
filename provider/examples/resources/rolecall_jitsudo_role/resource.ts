// main.ts
import { JitsudoRole, RolecallProvider } from '@rolecall/provider/cdktf'
import { App, TerraformStack } from 'cdktf'

const app = new App()
const stack = new TerraformStack(app, 'roles')
new RolecallProvider(stack, 'rolecall')

new JitsudoRole(stack, 'auditor', {
  slug: 'auditor',
  name: 'Auditor',
  description: 'Reads what happened.',
  scopes: ['audit.read'],
})

app.synth()
