import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { cores } from './cores.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const library = join(root, 'provider/dist/cdktf')

const declarations = readdirSync(library, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.d.ts'))
  .map((name) => ({ name, text: readFileSync(join(library, name), 'utf8') }))

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

test.each(cores)('what an app can import from $name is all that it can require', ({ name }) => {
  const code = `import { createRequire } from 'node:module'
    const imported = await import('@rolecall/provider/${name}')
    const required = createRequire(import.meta.url)('@rolecall/provider/${name}')
    const ofNode = ['default', 'module.exports', '__esModule']
    const kinds = (names) => Object.keys(names).filter((name) => !ofNode.includes(name)).sort().map((name) => name + ': ' + typeof names[name])
    console.log(JSON.stringify([kinds(imported), kinds(required)]))`
  const options = { cwd: dirname(library), encoding: 'utf8' } as const
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', code], options)
  const [imported, required] = JSON.parse(output) as readonly [readonly string[], readonly string[]]

  expect(imported).toEqual(required)
  expect(imported).toContain('RoleFiles: function')
  expect(imported.filter((each) => each.endsWith(': undefined'))).toEqual([])
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

test.each(cores)('the codes of a severity map stand in the stack of $name as they are written', ({ core, library }) => {
  const stack = new core.TerraformStack(core.Testing.app(), 'stack')
  new library.RolecallProvider(stack, 'rolecall', { severity: { RC001: 'error' } })

  expect(JSON.parse(core.Testing.synth(stack, true)).provider).toEqual({ rolecall: [{ severity: { RC001: 'error' } }] })
  expect(core.Testing.synthHcl(stack, true)).toContain('RC001 = "error"')
})
