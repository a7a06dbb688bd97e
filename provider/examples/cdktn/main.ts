/** The same on CDK Terrain: the package's other entry, and the command `cdktn`. */
import { AstroRole, RoleFiles } from '@rolecall/provider/cdktn'
import { App, TerraformStack } from 'cdktn'

const app = new App()
const stack = new TerraformStack(app, 'roles')
new RoleFiles(stack, 'roles', { paths: ['roles/*.roles.yaml'] })
new AstroRole(stack, 'on_call', {
  name: 'On_Call',
  scopeType: 'DEPLOYMENT',
  permissions: ['deployment.get', 'deployment.update'],
})
app.synth()
