/** A module of HCL that somebody else keeps, and roles in code that follow what it has. */
import { resolve } from 'node:path'
import { AstroRole, RolecallProvider } from '@rolecall/provider/cdktf'
import { App, TerraformHclModule, TerraformStack, Token } from 'cdktf'

const app = new App()
const stack = new TerraformStack(app, 'roles')
const provider = new RolecallProvider(stack, 'rolecall')

const platform = new TerraformHclModule(stack, 'platform', {
  source: resolve('hcl'),
  variables: { prefix: 'Platform' },
  providers: [provider],
})

// Grants what the module's role grants, whatever that will be.
new AstroRole(stack, 'research_viewer', {
  name: 'Research_Viewer',
  scopeType: 'DEPLOYMENT',
  permissions: Token.asList(platform.get('viewer_permissions')),
})

app.synth()
