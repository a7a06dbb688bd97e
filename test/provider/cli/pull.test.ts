/** What `rolecall pull` leaves out, and whose roles it reads. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import { directoryWith, run, runWith } from './command.js'

let sandbox: Sandbox
let own = ''
let other = ''
let everywhere: Record<string, string> = {}

const makeAstro = async (organization: string, name: string): Promise<string> => {
  const answer = await fetch(`${sandbox.env.ASTRO_API_URL}/organizations/${organization}/roles`, {
    method: 'POST',
    headers: { authorization: `Bearer ${everywhere['ASTRO_API_TOKEN']}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name, permissions: ['deployment.get'], scopeType: 'DEPLOYMENT' }),
  })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { id: string }).id
}

const ids: Record<string, string> = {}

beforeAll(async () => {
  sandbox = await startSandbox()
  const [one, two] = sandbox.astro.organizations
  own = one?.id ?? ''
  other = two?.id ?? ''
  everywhere = { ...sandbox.env, ASTRO_API_TOKEN: one?.everywhereToken ?? '' }
  for (const name of ['Viewer', 'Editor']) ids[name] = await makeAstro(own, name)
  await makeAstro(other, 'Viewer')
})
afterAll(() => sandbox.close())

const file = (roles: string): string => `version: 1\nastro_role:\n${roles}`
const role = (key: string, name: string, more = ''): string =>
  `  ${key}: { name: ${name}, scope_type: DEPLOYMENT, permissions: [deployment.get]${more} }\n`

test('a role that a file beside has is not written, whatever its key, and the file is named', async () => {
  const directory = directoryWith({
    'roles/people.roles.yaml': file(role('by_name', 'Viewer')),
    'elsewhere/people.roles.yaml': file(role('x', 'Editor')),
  })
  const { code, stdout, stderr } = await runWith(directory, sandbox.env, ['pull', 'astro', '--out', 'roles'])
  expect([code, stdout, stderr]).toEqual([
    0,
    'roles/astro.roles.yaml: 1 role\n',
    'roles/people.roles.yaml has already: Viewer (by_name)\n',
  ])
  const written = parse(readFileSync(join(directory, 'roles/astro.roles.yaml'), 'utf8'))
  expect(written.astro_role).toMatchObject({ editor: { $import: ids['Editor'], name: 'Editor' } })
  expect(Object.keys(written.astro_role)).toEqual(['editor'])
  expect(run(directory, ['lint', '--strict', 'roles'])).toMatchObject({ code: 0 })
})

test('a role is known by the id that it is taken over by, also where its name is about to change', async () => {
  const roles =
    role('viewer', 'Seer', `, $import: ${own}/${ids['Viewer']}`) +
    role('other', 'Editor', `, organization_id: ${other}`)
  const directory = directoryWith({ 'people.roles.yaml': file(roles) })
  const { stdout, stderr } = await runWith(directory, sandbox.env, ['pull', 'astro'])
  expect([stdout, stderr]).toEqual(['astro.roles.yaml: 1 role\n', 'people.roles.yaml has already: Viewer (viewer)\n'])
})

test('a second pull writes what is new beside the first, under keys that are free', async () => {
  const directory = directoryWith({})
  expect((await runWith(directory, sandbox.env, ['pull', 'astro'])).code).toBe(0)
  const before = readFileSync(join(directory, 'astro.roles.yaml'), 'utf8')
  const again = await runWith(directory, sandbox.env, ['pull', 'astro'])
  expect([again.code, again.stdout]).toEqual([
    0,
    `Nothing to write. Looked at:\n  Astro custom role, organization ${own}: 2, none new\n`,
  ])
  const made = await makeAstro(own, 'viewer!')
  const third = await runWith(directory, sandbox.env, ['pull', 'astro'])
  expect(third.stdout).toBe('astro-2.roles.yaml: 1 role\n')
  const written = parse(readFileSync(join(directory, 'astro-2.roles.yaml'), 'utf8'))
  expect(written.astro_role).toMatchObject({ viewer_2: { $import: made, name: 'viewer!' } })
  expect(readFileSync(join(directory, 'astro.roles.yaml'), 'utf8')).toBe(before)
  expect(run(directory, ['lint', '--strict'])).toMatchObject({ code: 0 })
  await fetch(`${sandbox.env.ASTRO_API_URL}/organizations/${own}/roles/${made}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${sandbox.env.ASTRO_API_TOKEN}` },
  })
})

test.each([
  ['hcl', 'astro_roles.tf'],
  ['cdktf', 'astro-roles.ts'],
])('a second pull as %s finds its own file', async (form, name) => {
  const directory = directoryWith({})
  const pull = () => runWith(directory, sandbox.env, ['pull', 'astro', '--as', form])
  expect((await pull()).stdout).toBe(`${name}: 2 roles\n`)
  const { code, stdout, stderr } = await pull()
  expect([code, stdout.split('\n')[0], stderr]).toEqual([
    0,
    'Nothing to write. Looked at:',
    `${name} has already: Viewer (viewer), Editor (editor)\n`,
  ])
  expect(readdirSync(directory)).toEqual([name])
})

test('in code a role has an id that no role of another type has, and its text is no template', async () => {
  const name = 'Costs ${env} %{x}'
  const made = await makeAstro(own, name)
  const directory = directoryWith({
    'cdktf.json': '{}',
    'main.ts': `import { JitsudoRole } from '@rolecall/provider/cdktf'
new JitsudoRole(stack, 'viewer', { slug: 'viewer', name: 'Viewer', scopes: ['audit.read'] })
`,
  })
  const pull = () => runWith(directory, sandbox.env, ['pull', 'astro', '--as', 'cdktf'])
  expect((await pull()).stdout).toBe('astro-roles.ts: 3 roles\n')
  const written = readFileSync(join(directory, 'astro-roles.ts'), 'utf8')
  expect(written.match(/(?<=new \w+\(scope, ')\w+/g)?.toSorted()).toEqual(['costs_env_x', 'editor', 'viewer_2'])
  expect(written).toContain("name: 'Costs $${env} %%{x}',")
  expect((await pull()).stdout).toMatch(/^Nothing to write/)
  await fetch(`${sandbox.env.ASTRO_API_URL}/organizations/${own}/roles/${made}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${sandbox.env.ASTRO_API_TOKEN}` },
  })
})

test('a role in code counts where the code deploys the files', async () => {
  const directory = directoryWith({
    'cdktf.json': '{}',
    'main.ts': `import { AstroRole, RoleFiles } from '@rolecall/provider/cdktf'
new RoleFiles(stack, 'files', { paths: ['roles/*.roles.yaml'] })
new AstroRole(stack, 'in_code', { name: 'Viewer', organizationId: process.env.X, scopeType: 'DEPLOYMENT', permissions: [] })
`,
    'roles/people.roles.yaml': file(role('editor', 'Editor')),
  })
  const { code, stdout, stderr } = await runWith(directory, sandbox.env, ['pull', 'astro', '--out', 'roles'])
  expect([code, stdout.split('\n')[0]]).toEqual([0, 'Nothing to write. Looked at:'])
  expect(stderr.trimEnd().split('\n').sort()).toEqual([
    'main.ts has already: Viewer (in_code)',
    'roles/people.roles.yaml has already: Editor (editor)',
  ])
})

test('a file that cannot be read whole may hide a role, so nothing is written', async () => {
  const directory = directoryWith({ 'people.roles.yaml': `${file(role('viewer', 'Viewer'))}  broken: { name: [\n` })
  const { code, stdout, stderr } = await runWith(directory, sandbox.env, ['pull', 'astro'])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/people\.roles\.yaml cannot be read whole, .*rolecall lint people\.roles\.yaml says where/)
  expect(existsSync(join(directory, 'astro.roles.yaml'))).toBe(false)
})

test('several organizations are pulled in one run, and their roles say where they belong', async () => {
  const directory = directoryWith({})
  const organizations = ['--organization', own, '--organization', other, '--organization', own]
  const pulled = await runWith(directory, everywhere, ['pull', 'astro', ...organizations])
  expect([pulled.code, pulled.stdout]).toEqual([0, 'astro.roles.yaml: 3 roles\n'])
  const { astro_role: roles } = parse(readFileSync(join(directory, 'astro.roles.yaml'), 'utf8'))
  expect(roles.viewer).not.toHaveProperty('organization_id')
  expect(roles.viewer_2).toMatchObject({ name: 'Viewer', organization_id: other })
  expect(roles.viewer_2.$import).toMatch(new RegExp(`^${other}/c`))
  expect(run(directory, ['lint', '--strict'])).toMatchObject({ code: 0 })

  // Without one of the environment's every role says it.
  const named = directoryWith({})
  const env = { ...everywhere, ASTRO_ORGANIZATION_ID: '' }
  expect((await runWith(named, env, ['pull', 'astro', '--as', 'hcl', ...organizations])).code).toBe(0)
  const text = readFileSync(join(named, 'astro_roles.tf'), 'utf8')
  expect(text.match(/organization_id/g)).toHaveLength(3)
  expect((await runWith(named, env, ['pull', 'astro'])).stderr).toContain('ASTRO_ORGANIZATION_ID')
})

test('an empty pull says what was looked at, and is no failure', async () => {
  const [tenant] = sandbox.jitsudo.tenants
  const { code, stdout } = await runWith(directoryWith({}), sandbox.env, [
    'pull',
    'jitsudo',
    '--tenant',
    tenant?.id ?? '',
  ])
  expect([code, stdout]).toEqual([
    0,
    `Nothing to write. Looked at:\n  JITSudo role, tenant ${tenant?.id}: 2, none new\n`,
  ])
  const teamless = { ...sandbox.env, NORTHFLANK_TEAM_ID: '' }
  const northflank = await runWith(directoryWith({}), teamless, ['pull', 'northflank'])
  expect([northflank.code, northflank.stdout]).toEqual([
    0,
    'Nothing to write. Looked at:\n  Northflank organization role: 3, none new\n' +
      '  Northflank team role: no team is named; --team ID does\n',
  ])
  const teams = ['--team', 'platform', '--team', 'data']
  expect((await runWith(directoryWith({}), sandbox.env, ['pull', 'northflank', ...teams])).stdout).toMatch(
    /team platform: \d, none new\n.*team data: \d, none new\n$/,
  )
})

test('a tenant that the credential does not open is an error, and nothing is written', async () => {
  const [one, two] = sandbox.jitsudo.tenants
  const directory = directoryWith({})
  const tenants = ['--tenant', one?.id ?? '', '--tenant', two?.id ?? '']
  const { code, stderr } = await runWith(directory, sandbox.env, ['pull', 'jitsudo', ...tenants])
  expect(code).toBe(2)
  expect(stderr).toContain('tenant_mismatch')
  expect(readdirSync(directory)).toEqual([])
})
