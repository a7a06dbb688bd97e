/** An app of many roles, made one way; prints the most memory it took. `node synth-app.mjs KIND COUNT DIRECTORY` */
import { AstroRole as Binding } from '@rolecall/provider/cdktf/bindings/astro-role'
import { RolecallProvider } from '@rolecall/provider/cdktf/bindings/provider'
import { App, TerraformStack } from 'cdktf'
import { permissionsOf } from './role-files.mjs'

const [kind, count, directory] = process.argv.slice(2)

const addAll = (stack, Role) => {
  for (let number = 0; number < Number(count); number += 1) {
    new Role(stack, `role_${number}`, {
      name: `Role_${number}`,
      description: `What role ${number} is for.`,
      scopeType: 'DEPLOYMENT',
      permissions: permissionsOf(number, 8),
    })
  }
}

/** An app of bindings loads nothing else. */
const load = () => import('@rolecall/provider/cdktf')

const kinds = {
  bindings: async (stack) => addAll(stack, Binding),
  classes: async (stack) => addAll(stack, (await load()).AstroRole),
  'role files': async (stack) => {
    const { RoleFiles } = await load()
    new RoleFiles(stack, 'roles', { paths: ['**/*.roles.yaml'], directory })
  },
}

const app = new App({ outdir: `${directory}/${kind}.out` })
const stack = new TerraformStack(app, 'stack')
new RolecallProvider(stack, 'rolecall')
await kinds[kind](stack)
app.synth()
console.log(JSON.stringify({ peak: process.resourceUsage().maxRSS * 1024 }))
