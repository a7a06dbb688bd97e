/** The guide's pieces of an app, run in one; and what it shows of an app with mistakes. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as library from '@rolecall/provider/cdktf'
import * as core from 'cdktf'
import { Construct } from 'constructs'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { fencesRunBy, placeOf, root } from '../../docs/fences.js'
import { shows } from '../../docs/output.js'
import { createWorkspace, messageOf } from './workspace.js'

const fences = fencesRunBy('test/provider/constructs/guide.test.ts')

const roles = {
  'roles/astro.roles.yaml':
    'astro_role:\n  operator:\n    name: Operator\n    scope_type: DEPLOYMENT\n    permissions: [deployment.get]\n',
}

/** Runs a piece in a stack; relative paths start from the directory of the example's files. */
const run = (text: string): string => {
  const directory = createWorkspace(roles)
  const stack = new core.TerraformStack(core.Testing.app(), 'stack')
  const team = new Construct(stack, 'team')
  const RoleFiles = class extends library.RoleFiles {
    public constructor(scope: Construct, id: string, config: library.RoleFilesConfig) {
      super(scope, id, { ...config, directory })
    }
  }
  const names = { ...core, ...library, RoleFiles, stack, team }
  const code = ts.transpile(text, { target: ts.ScriptTarget.ES2022 })
  new Function(...Object.keys(names), code)(...Object.values(names))
  return messageOf(() => core.Testing.synth(stack, true))
}

test.each(fences.filter(({ language }) => language === 'ts').map((fence) => [placeOf(fence), fence] as const))(
  '%s runs',
  (_, { text }) => expect(run(text)).toBe(''),
)

test('what an app with mistakes says is what is shown', async () => {
  const directory = createWorkspace({
    'roles/astro.roles.yaml': roles['roles/astro.roles.yaml'].replace('deployment.get', 'deployment.delete'),
    'src/roles.js': `${'\n'.repeat(10)}exports.addRoles = (stack, { AstroRole }) => {
  new AstroRole(stack, 'viewer', { name: 'Viewer', scopeType: 'DEPLOYMENT', permissions: ['deployment.get', 'deployment..get'] })
}`,
    'main.js': `
const { App, TerraformStack } = require('cdktf')
const library = require('@rolecall/provider/cdktf')
const app = new App()
const stack = new TerraformStack(app, 'stack')
new library.RolecallProvider(stack, 'rolecall', { maxBlastRadius: 'medium' })
require('./src/roles.js').addRoles(stack, library)
new library.RoleFiles(stack, 'roles', { paths: ['roles/*.roles.yaml'] })
app.synth()
`,
  })
  const env = { ...process.env, NODE_PATH: join(root, 'node_modules') }
  const ran = await promisify(execFile)(process.execPath, ['main.js'], { cwd: directory, env }).catch(
    (error: unknown) => error as { readonly stderr: string },
  )
  const printed = ran.stderr.split('\n').filter((line) => line.trimStart().startsWith('[stack/'))
  const [shown] = fences.filter(({ language }) => language === 'text')

  expect(shows(shown?.text ?? '', printed.join('\n')), ran.stderr).toBe(true)
})
