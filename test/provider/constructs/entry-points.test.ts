/** What an app is told that has no library where it looks for one. Each app has its packages in a directory of its own. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const provider = fileURLToPath(new URL('../../../provider', import.meta.url))
const require = createRequire(import.meta.url)

const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`))

const bare =
  "@rolecall/provider has a library for each core: import from '@rolecall/provider/cdktf' for CDKTF, or '@rolecall/provider/cdktn' for CDK Terrain; the matchers for tests are in '@rolecall/provider/testing'."

/** An app with our package as npm would unpack it, and these others beside it. */
const createApp = (...packages: readonly string[]): string => {
  const app = mkdtempSync(join(tmpdir(), 'rolecall-app-'))
  onTestFinished(() => rmSync(app, { recursive: true, force: true }))
  const ours = join(app, 'node_modules/@rolecall/provider')
  mkdirSync(join(ours, 'dist'), { recursive: true })
  cpSync(join(provider, 'package.json'), join(ours, 'package.json'))
  for (const part of ['bare', 'cdktf', 'cdktn'])
    cpSync(join(provider, 'dist', part), join(ours, 'dist', part), { recursive: true })
  for (const name of packages) symlinkSync(folderOf(name), join(app, 'node_modules', name))
  return app
}

/** The last line of an error that node prints before the stack, or what is printed. */
const run = (app: string, code: string, type: 'commonjs' | 'module' = 'commonjs') => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`--input-type=${type}`, '--eval', code], {
    cwd: app,
    encoding: 'utf8',
  })
  return { status, said: /^Error: (.*)$/m.exec(stderr)?.[1] ?? stdout + stderr }
}

test('an import from the bare name is an error that names the libraries', () => {
  const app = createApp('cdktf', 'constructs')
  const failed = { status: 1, said: bare }
  expect(run(app, "import { RoleFiles } from '@rolecall/provider'; RoleFiles", 'module')).toEqual(failed)
  expect(run(app, "import { toGrant } from '@rolecall/provider'; toGrant", 'module')).toEqual(failed)
  expect(run(app, "import * as rolecall from '@rolecall/provider'; rolecall", 'module')).toEqual(failed)
  expect(run(app, "await import('@rolecall/provider')", 'module')).toEqual(failed)
  expect(run(app, "require('@rolecall/provider')")).toEqual(failed)
})

test('what is not there is said with the way to it', () => {
  const library = "require('@rolecall/provider/cdktf')"
  const binding = "require('@rolecall/provider/cdktf/bindings/astro-role')"
  const install = "'@rolecall/provider/cdktf' needs the packages cdktf and constructs: npm install cdktf constructs"

  for (const code of [library, binding]) {
    expect(run(createApp(), code)).toEqual({ status: 1, said: install })
    expect(run(createApp('cdktf'), code)).toEqual({ status: 1, said: install })
    expect(run(createApp('cdktn', 'constructs'), code)).toEqual({
      status: 1,
      said: "'@rolecall/provider/cdktf' needs the packages cdktf and constructs, and here is cdktn: import from '@rolecall/provider/cdktn'.",
    })
  }
  expect(run(createApp('cdktn', 'constructs'), "require('@rolecall/provider/cdktn')")).toEqual({ status: 0, said: '' })
})

/** An app whose core is a copy of the one that our package finds. */
const createAppWithTwo = (): string => {
  const app = createApp('constructs')
  const theirs = join(app, 'node_modules/cdktf')
  for (const part of ['lib', 'package.json'])
    cpSync(join(folderOf('cdktf'), part), join(theirs, part), { recursive: true })
  symlinkSync(join(folderOf('cdktf'), 'node_modules'), join(theirs, 'node_modules'))
  const ours = join(app, 'node_modules/@rolecall/provider/node_modules')
  mkdirSync(ours)
  symlinkSync(folderOf('cdktf'), join(ours, 'cdktf'))
  return app
}

const stackOfTwo = `
  const { TerraformStack, Testing } = require('cdktf')
  const { AstroRole, RolecallProvider } = require('@rolecall/provider/cdktf')
  const stack = new TerraformStack(Testing.app(), 'stack')
  new RolecallProvider(stack, 'rolecall')
  new AstroRole(stack, 'viewer', { name: 'Viewer', scopeType: 'DEPLOYMENT', permissions: ['deployment.get'] })
  const { resource } = JSON.parse(Testing.synth(stack, true))
  console.log(Object.keys(resource).join(), stack.node.metadata.map(({ data }) => data).join())
`

test('a second copy of a core is said once, and is an error where it is another version', () => {
  const app = createAppWithTwo()
  const twice = 'cdktf is installed twice, and this stack comes from another copy than @rolecall/provider uses'
  const keepOne = 'Keep one: `npm ls cdktf` shows both.'
  expect(run(app, stackOfTwo)).toEqual({ status: 0, said: `rolecall_astro_role ${twice}. ${keepOne}\n` })

  const path = join(app, 'node_modules/cdktf/lib/terraform-stack.js')
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(/(?<=fqn: "cdktf.TerraformStack", version: )"[^"]*"/, '"0.20.12"'),
  )
  expect(run(app, stackOfTwo)).toEqual({ status: 1, said: `${twice}, 0.20.12 and 0.21.0. ${keepOne}` })
})
