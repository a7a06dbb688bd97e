// main.ts
import { AstroRole, RolecallProvider } from '@rolecall/provider/cdktf'
import { App, TerraformStack } from 'cdktf'

const app = new App()
const stack = new TerraformStack(app, 'roles')
new RolecallProvider(stack, 'rolecall')

new AstroRole(stack, 'deployment_viewer', {
  name: 'Deployment_Viewer',
  description: 'Subject can only view deployments.',
  scopeType: 'DEPLOYMENT',
  permissions: ['deployment.get', 'deployment.airflow.dag.get'],
  restrictedWorkspaceIds: ['cldbvzoi20182g8odxt8ehi5i'],
})

app.synth()
