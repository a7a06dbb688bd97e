/** One role file and a role in code, in two organizations: a stack for each, with its own provider and state. */
import { AstroRole, RolecallProvider, RoleFiles } from '@rolecall/provider/cdktf'
import { App, TerraformStack } from 'cdktf'

const app = new App()

for (const group of ['platform', 'research']) {
  const organizationId = process.env[`${group.toUpperCase()}_ORGANIZATION_ID`]
  if (!organizationId) throw new Error(`${group.toUpperCase()}_ORGANIZATION_ID is not set.`)

  const stack = new TerraformStack(app, group)
  // The token stays out of the stack: the provider takes ASTRO_API_TOKEN from the environment, here one for both.
  new RolecallProvider(stack, 'rolecall', { astro: { organizationId } })
  new RoleFiles(stack, 'roles', { paths: ['roles/*.roles.yaml'] })
  new AstroRole(stack, 'on_call', {
    name: 'On_Call',
    scopeType: 'DEPLOYMENT',
    permissions: ['deployment.get', 'deployment.update'],
  })
}

app.synth()
