/** A role that `astro_custom_role` of astronomer/astro managed so far, in a state that is there already. */
import { AstroRole, RolecallProvider } from '@rolecall/provider/cdktf'
import { App, TerraformStack } from 'cdktf'

const app = new App()
const stack = new TerraformStack(app, 'roles')
new RolecallProvider(stack, 'rolecall')

const viewer = new AstroRole(stack, 'deployment_viewer', {
  name: 'Deployment_Viewer',
  scopeType: 'DEPLOYMENT',
  permissions: ['deployment.get', 'deployment.airflow.dag.get'],
})

// One plan that changes nothing; the line can stay as long as there are states that have not moved.
viewer.moveFromId('astro_custom_role.deployment_viewer')

app.synth()
