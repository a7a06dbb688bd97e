/** Role files and nothing else: what a pipeline deploys, by `npm run deploy`. */
import { RoleFiles } from '@rolecall/provider/cdktf'
import { App, TerraformStack } from 'cdktf'

const app = new App()
const stack = new TerraformStack(app, 'roles')
// A pipeline keeps its state in a shared backend, such as `new S3Backend(stack, { … })`.
new RoleFiles(stack, 'roles', { paths: ['roles/*.roles.yaml'] })
app.synth()
