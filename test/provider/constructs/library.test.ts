import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const library = join(root, 'provider/dist/cdktf')

const declarations = readdirSync(library, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.d.ts'))
  .map((name) => ({ name, text: readFileSync(join(library, name), 'utf8') }))

const app = `
import { App, TerraformStack } from 'cdktf'
import { AstroRole, RoleFiles, RolecallProvider, fromToken } from '@rolecall/provider/cdktf'
import { DataRolecallAstroRole } from '@rolecall/provider/cdktf/bindings/data-rolecall-astro-role'
import { DataRolecallAstroRoles } from '@rolecall/provider/cdktf/bindings/data-rolecall-astro-roles'
import { DataRolecallPermissions } from '@rolecall/provider/cdktf/bindings/data-rolecall-permissions'
import { JitsudoRole } from '@rolecall/provider/cdktf/bindings/jitsudo-role'

const stack = new TerraformStack(new App(), 'stack')
new RolecallProvider(stack, 'rolecall', { maxBlastRadius: 'high' })
new RoleFiles(stack, 'roles', { paths: ['roles/*.roles.yaml'] })
const viewer = new AstroRole(stack, 'viewer', { name: 'Viewer', scopeType: 'DEPLOYMENT', permissions: ['deployment.*.get'] })
const level: string = viewer.blastRadius.level
const shared = new DataRolecallAstroRole(stack, 'shared', { name: 'Shared' })
new AstroRole(stack, 'derived', { name: 'Derived', scopeType: fromToken(shared.scopeType), permissions: shared.permissions })
const first: string = new DataRolecallAstroRoles(stack, 'all', { nameRegex: '^A' }).roles.get(0).blastRadius.level
const risk: string = new DataRolecallPermissions(stack, first, { platform: 'astro' }).permissions.get(0).risk
new JitsudoRole(stack, level + risk, { slug: 'auditor', name: 'Auditor', scopes: [viewer.id] })
// @ts-expect-error a role has a name
new AstroRole(stack, 'nameless', { scopeType: 'DEPLOYMENT', permissions: [] })
`

/** What the compiler says of an app with these settings, its file beside this one. */
const compile = (options: ts.CompilerOptions): readonly string[] => {
  const path = join(dirname(fileURLToPath(import.meta.url)), 'app-of-a-user.ts')
  const settings = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    target: ts.ScriptTarget.ES2022,
    ...options,
  }
  const host = ts.createCompilerHost(settings)
  const { readFile, fileExists, getSourceFile } = host
  host.fileExists = (name) => name === path || fileExists(name)
  host.readFile = (name) => (name === path ? app : readFile(name))
  host.getSourceFile = (name, ...rest) =>
    name === path ? ts.createSourceFile(name, app, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest)
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([path], settings, host))
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

test.each([
  [
    'node10, as cdktf init sets it',
    { module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10 },
  ],
  ['nodenext', { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext }],
  ['bundler', { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }],
])('an app compiles against the library with module resolution %s', (_, options) => {
  expect(compile(options)).toEqual([])
})

test.each([
  [
    'require',
    'const { RoleFiles, AstroRole } = require("@rolecall/provider/cdktf"); console.log(typeof RoleFiles, typeof AstroRole)',
    'commonjs',
  ],
  [
    'import',
    'import { RoleFiles, AstroRole } from "@rolecall/provider/cdktf"; console.log(typeof RoleFiles, typeof AstroRole)',
    'module',
  ],
])('an app loads the library by %s', (_, code, type) => {
  const output = execFileSync(process.execPath, [`--input-type=${type}`, '--eval', code], {
    cwd: dirname(library),
    encoding: 'utf8',
  })

  expect(output).toBe('function function\n')
})

test('declarations need nothing that is not published, and no link of theirs leads nowhere', () => {
  expect(declarations.length).toBeGreaterThan(8)
  for (const { name, text } of declarations) {
    expect(text, name).not.toMatch(/@rolecall\/shared|registry\.terraform\.io\/providers/)
    const pages = [...text.matchAll(/rolecall\/blob\/main\/([^\s#}]+)/g)].map(([, page]) => page ?? '')
    expect(
      pages.filter((page) => !existsSync(join(root, page))),
      name,
    ).toEqual([])
  }
})

test('the short names are those of the role classes, and a data source has none', () => {
  const code =
    'console.log(Object.keys(require("@rolecall/provider/cdktf")).filter((name) => /Data/.test(name)).join())'
  expect(execFileSync(process.execPath, ['--eval', code], { cwd: dirname(library), encoding: 'utf8' })).toBe('\n')
})

test('a binding is one class, whether an app takes it from the library or from its folder', () => {
  const code =
    'const { AstroRole } = require("@rolecall/provider/cdktf");' +
    'const { AstroRole: Binding } = require("@rolecall/provider/cdktf/bindings/astro-role");' +
    'console.log(Object.getPrototypeOf(AstroRole) === Binding)'

  expect(execFileSync(process.execPath, ['--eval', code], { cwd: dirname(library), encoding: 'utf8' })).toBe('true\n')
})
