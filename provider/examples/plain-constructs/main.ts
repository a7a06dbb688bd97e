/** Roles in code alone, where their permissions come from each other or from the environment. */
import { AstroRole, JitsudoRole, RolecallProvider } from '@rolecall/provider/cdktf'
import { App, TerraformOutput, TerraformStack } from 'cdktf'

const app = new App()
const stack = new TerraformStack(app, 'roles')

// No role of this stack may do more. What the block leaves out comes from the environment.
new RolecallProvider(stack, 'rolecall', { maxBlastRadius: 'high' })

const reading = ['deployment.get', 'deployment.logs.get'] as const

const viewer = new AstroRole(stack, 'viewer', { name: 'Viewer', scopeType: 'DEPLOYMENT', permissions: reading })

new AstroRole(stack, 'deployer', {
  name: 'Deployer',
  scopeType: 'DEPLOYMENT',
  // Patterns are expanded at synth, so the plan shows every permission.
  permissions: [...reading, 'deployment.deploys.*'],
})

new JitsudoRole(stack, 'auditor', { slug: 'auditor', name: 'Auditor', scopes: ['audit.read', 'grants.read'] })

new TerraformOutput(stack, 'viewer_id', { value: viewer.id })

app.synth()
