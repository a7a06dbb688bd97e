/** `rolecall catalog types`, and what the compiler makes of the file it writes. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../cli/command.js'
import { createProject, root } from './project.js'

const app = `
import { Fn, TerraformStack, TerraformVariable } from 'cdktf'
import { AstroRole, JitsudoRole, NorthflankOrgRole, fromToken } from '@rolecall/provider/cdktf'
declare const stack: TerraformStack
declare const variable: TerraformVariable
const common = ['deployment.get', 'deployment.logs.get'] as const
new AstroRole(stack, 'a', { name: 'A', scopeType: 'DEPLOYMENT', permissions: [...common, 'deployment.airflow.*.get', fromToken(variable.stringValue)] })
new AstroRole(stack, 'b', { name: 'B', scopeType: fromToken(variable.stringValue), permissions: fromToken(variable.listValue) })
new AstroRole(stack, 'z', { name: 'Z', scopeType: 'DAG', permissions: Fn.concat([variable.listValue]) })
new AstroRole(stack, 'c', { name: 'C', scopeType: 'DEPLOYMENT', permissions: ['deployment.gett'] })
new AstroRole(stack, 'd', { name: 'D', scopeType: 'DAG', permissions: ['deployment.get'] })
new NorthflankOrgRole(stack, 'e', { name: 'E', permissions: { projectScope: ['Project > Learned', 'Project > Other'], orgScope: ['Anything'] } })
new JitsudoRole(stack, 'f', { slug: 'f', name: 'F', scopes: ['anything'] })
`

const learned = {
  version: 1,
  platform: 'northflank',
  retrieved: '2026-11-22',
  coverage: 'open',
  permissions: [
    { value: 'Project > Learned', scopes: ['project_scope'] },
    { value: '"quoted"\n*/', scopes: ['team_scope'] },
  ],
}

const projectFile = (include: string): string =>
  JSON.stringify({
    compilerOptions: {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      module: 'node16',
      target: 'es2022',
      lib: ['es2022'],
      types: [],
    },
    include: [include],
  })

const project = (include = '**/*.ts'): string =>
  createProject({
    'tsconfig.json': projectFile(include),
    'app.ts': app,
    '.rolecall/catalog.northflank.json': JSON.stringify(learned),
  })

/** Line and message of each error. */
const errorsOf = (directory: string): readonly string[] => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', directory], { cwd: directory, encoding: 'utf8' })
  return stdout.split('\n').filter((line) => /^\S/.test(line))
}

test('the types of a workspace offer what its catalogs have; closed, they refuse all else', () => {
  const directory = project()
  const open = run(directory, ['catalog', 'types'])
  expect(open).toMatchObject({ code: 0, stderr: '' })
  expect(open.stdout).toMatch(/^rolecall-types\.d\.ts\n {2}Astro: \d+ permissions, and any other string\n/)
  expect(open.stdout).toContain('Northflank: 2 permissions')
  expect(open.stdout).toContain('JITSudo: any string, as no permission is known')
  expect(errorsOf(directory)).toEqual([])

  expect(run(join(directory, '.rolecall'), ['catalog', 'types', '--closed']).stdout).toContain('and no others')
  expect(errorsOf(directory)).toEqual([
    expect.stringMatching(/^app\.ts\(10,.*"deployment\.gett".*Did you mean '"deployment\.get"'\?$/),
    expect.stringMatching(/^app\.ts\(11,.*"deployment\.get"/),
    expect.stringMatching(/^app\.ts\(12,.*"Project > Other"/),
  ])
})

test('who has no project, or a file of that name, is told so, and a project that leaves the file out too', () => {
  const bare = createProject({})
  expect(run(bare, ['catalog', 'types'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no tsconfig.json'),
  })

  const directory = project('src')
  expect(run(directory, ['catalog', 'types']).stderr).toContain('tsconfig.json leaves rolecall-types.d.ts out: add it')
  writeFileSync(join(directory, 'rolecall-types.d.ts'), 'export type Mine = 1\n')
  expect(run(directory, ['catalog', 'types'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('move it away'),
  })
  expect(readFileSync(join(directory, 'rolecall-types.d.ts'), 'utf8')).toBe('export type Mine = 1\n')

  writeFileSync(join(directory, '.rolecall/catalog.northflank.json'), '{')
  const unreadable = run(directory, ['catalog', 'types'])
  expect(unreadable).toMatchObject({ code: 2, stderr: expect.stringContaining('catalog.northflank.json:1:1 RC013') })
  expect(run(directory, ['catalog', 'types', 'astro'])).toMatchObject({ code: 2 })
})
