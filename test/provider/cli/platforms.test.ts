import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import { directoryWith, run, runWith } from './command.js'

let sandbox: Sandbox

const post = async (url: string, headers: Readonly<Record<string, string>>, body: unknown): Promise<void> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.ok).toBe(true)
}

beforeAll(async () => {
  sandbox = await startSandbox()
  const { env } = sandbox
  const roles = `${env.ASTRO_API_URL}/organizations/${env.ASTRO_ORGANIZATION_ID}/roles`
  const astro = { authorization: `Bearer ${env.ASTRO_API_TOKEN}` }
  const role = { name: 'Über ${x} role', permissions: ['deployment.get'], scopeType: 'DEPLOYMENT', description: '%{y}' }
  await post(roles, astro, role)
  await post(roles, astro, { ...role, name: 'uber x role', description: 'Another one' })
})

afterAll(() => sandbox.close())

test('pull writes a role file that lint finds nothing wrong with', async () => {
  const directory = directoryWith({})
  const { code, stdout } = await runWith(directory, sandbox.env, ['pull', 'astro', '--out', 'roles'])
  expect([code, stdout]).toEqual([0, 'roles/astro.roles.yaml: 2 roles\n'])
  const file = parse(readFileSync(join(directory, 'roles/astro.roles.yaml'), 'utf8'))
  expect(Object.keys(file.astro_role)).toEqual(['uber_x_role', 'uber_x_role_2'])
  expect(file.astro_role.uber_x_role).toMatchObject({
    $import: expect.stringMatching(/^c/),
    name: 'Über ${x} role',
    description: '%{y}',
  })
  expect(run(directory, ['lint', '--strict'])).toMatchObject({ code: 0 })
})

test('pull writes Terraform in which templates stay text', async () => {
  const directory = directoryWith({})
  expect((await runWith(directory, sandbox.env, ['pull', 'astro', '--as', 'hcl'])).code).toBe(0)
  const text = readFileSync(join(directory, 'astro_roles.tf'), 'utf8')
  expect(text).toContain('= "Über $${x} role"')
  expect(text).toContain('= "%%{y}"')
})

test('pull writes moved blocks in place of import blocks for roles of another provider', async () => {
  const directory = directoryWith({})
  const args = ['pull', 'astro', '--as', 'hcl', '--moved-from', 'astronomer/astro']
  expect(await runWith(directory, sandbox.env, args)).toMatchObject({ code: 0, stdout: 'astro_roles.tf: 2 roles\n' })
  const text = readFileSync(join(directory, 'astro_roles.tf'), 'utf8')
  for (const key of ['uber_x_role', 'uber_x_role_2']) {
    expect(text).toContain(`moved {\n  from = astro_custom_role.${key}\n  to   = rolecall_astro_role.${key}\n}\n`)
    expect(text).toContain(`resource "rolecall_astro_role" "${key}" {\n`)
  }
  expect(text).not.toContain('import {')
  expect(text).toContain('terraform state list')
})

test.each([
  [['astro', '--moved-from', 'astronomer/astro'], '--moved-from needs --as hcl'],
  [['astro', '--as', 'hcl', '--moved-from', 'acme/astro'], 'from the provider "acme/astro", but from astronomer/astro'],
  [['jitsudo', '--as', 'hcl', '--moved-from', 'astronomer/astro'], 'leave --moved-from out'],
])('pull %j says what can move', async (args, says) => {
  const { code, stderr } = await runWith(directoryWith({}), sandbox.env, ['pull', ...args])
  expect(code).toBe(2)
  expect(stderr).toContain(says)
})

test.each([
  ['northflank', 'northflank_org_role', 'Left out what belongs to Northflank itself: admin, default, owner\n'],
  ['jitsudo', 'jitsudo_role', 'Left out what belongs to JITSudo itself: system-administrator, system-member\n'],
])('pull of %s leaves out what nobody can delete, and says so', async (platform, section, note) => {
  const { env } = sandbox
  if (platform === 'northflank') {
    await post(
      `${env.NORTHFLANK_BASE_URL}/v1/org-roles`,
      { authorization: `Bearer ${env.NORTHFLANK_API_TOKEN}` },
      { name: 'Own' },
    )
  } else {
    const headers = { authorization: `Bearer ${env.JITSUDO_TOKEN}`, 'x-tenant-id': env.JITSUDO_TENANT_ID }
    await post(`${env.JITSUDO_URL}/v1/roles`, headers, { slug: 'own', name: 'Own', scopes: [] })
  }
  const directory = directoryWith({})
  const { code, stdout, stderr } = await runWith(directory, { ...env, NORTHFLANK_TEAM_ID: '' }, ['pull', platform])
  expect([code, stdout, stderr]).toEqual([0, `${platform}.roles.yaml: 1 role\n`, note])
  const file = parse(readFileSync(join(directory, `${platform}.roles.yaml`), 'utf8'))
  expect(Object.keys(file[section])).toEqual(['own'])
})

test.each([
  ['by its option', (team: string) => ({ variable: '', args: ['--team', team] })],
  ['by the environment', (team: string) => ({ variable: team, args: [] })],
])('pull reads the roles of a parent that is named %s', async (_, named) => {
  const { env } = sandbox
  const team = env.NORTHFLANK_TEAM_ID
  const headers = { authorization: `Bearer ${env.NORTHFLANK_API_TOKEN}` }
  const url = `${env.NORTHFLANK_BASE_URL}/v1/teams/${team}/roles`
  await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Of a team' }),
  })
  const directory = directoryWith({})
  const { variable, args } = named(team)
  const variables = { ...env, NORTHFLANK_TEAM_ID: variable }
  expect((await runWith(directory, variables, ['pull', 'northflank', ...args])).code).toBe(0)
  const file = parse(readFileSync(join(directory, 'northflank.roles.yaml'), 'utf8'))
  expect(file.northflank_team_role.of_a_team).toMatchObject({ team_id: team, name: 'Of a team' })
})

test('pull overwrites nothing', async () => {
  const directory = directoryWith({ 'astro.roles.yaml': 'mine' })
  const { code, stderr } = await runWith(directory, sandbox.env, ['pull', 'astro'])
  expect(code).toBe(2)
  expect(stderr).toContain('astro.roles.yaml exists')
  expect(readFileSync(join(directory, 'astro.roles.yaml'), 'utf8')).toBe('mine')
})

test('catalog refresh asks the service, and keeps what somebody wrote', async () => {
  const own = {
    value: 'deployment.get',
    scopes: ['DEPLOYMENT'],
    description: 'Ours.',
    risk: 'high',
    status: 'learned',
    owner: 'platform team',
  }
  const before = {
    version: 1,
    platform: 'astro',
    organization: null,
    retrieved: '2026-01-01',
    source: 'us',
    coverage: 'open',
    permissions: [own],
    ours: true,
  }
  const directory = directoryWith({ '.rolecall/catalog.astro.json': JSON.stringify(before) })
  const { code, stdout } = await runWith(directory, sandbox.env, ['catalog', 'refresh', 'astro'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^\.rolecall\/catalog\.astro\.json: \d+ permissions, \d+ new, 0 gone\n$/)
  const after = JSON.parse(readFileSync(join(directory, '.rolecall/catalog.astro.json'), 'utf8'))
  expect(after.ours).toBe(true)
  expect(after.permissions.find(({ value }: { value: string }) => value === 'deployment.get')).toMatchObject({
    risk: 'high',
    owner: 'platform team',
  })
})

test('catalog refresh calls new what neither ships nor was in the file', async () => {
  const directory = directoryWith({})
  expect((await runWith(directory, sandbox.env, ['catalog', 'refresh', 'astro'])).stdout).toMatch(
    /: \d\d+ permissions, 0 new, 0 gone\n$/,
  )
  const newer = await startSandbox({ astro: { extraPermissions: ['deployment.newThing.get'] } })
  expect((await runWith(directory, newer.env, ['catalog', 'refresh', 'astro'])).stdout).toMatch(
    / permissions, 1 new, 0 gone\n$/,
  )
  expect((await runWith(directory, newer.env, ['catalog', 'refresh', 'astro'])).stdout).toMatch(
    / permissions, 0 new, 0 gone\n$/,
  )
  await newer.close()
})

test('a service over http on another machine is not asked, whoever names it', async () => {
  const environment = { ...sandbox.env, ASTRO_API_URL: 'http://roles.example.com/v1' }
  const { code, stderr } = await runWith(directoryWith({}), environment, ['pull', 'astro'])
  expect(code).toBe(2)
  expect(stderr).toMatch(/ASTRO_API_URL[\s\S]*begins with http:\/\//)
  expect(stderr).not.toContain('roles.example.com')
})

test('catalog refresh learns from roles where a platform lists nothing', async () => {
  const directory = directoryWith({})
  expect((await runWith(directory, sandbox.env, ['catalog', 'refresh', 'northflank'])).code).toBe(0)
  const { stdout } = run(directory, ['catalog', 'show', 'northflank', '--format', 'json'])
  expect(JSON.parse(stdout).coverage).toBe('open')
})

test('a wrong token is said without the token, and nothing is written', async () => {
  const directory = directoryWith({})
  const { code, stderr } = await runWith(directory, { ...sandbox.env, ASTRO_API_TOKEN: 'wrong-secret' }, [
    'catalog',
    'refresh',
    'astro',
  ])
  expect(code).toBe(2)
  expect(stderr).toContain('ASTRO_API_TOKEN')
  expect(stderr).not.toContain('wrong-secret')
  expect(existsSync(join(directory, '.rolecall'))).toBe(false)
})

test.each([
  [['pull', 'astro', '--out', 'taken'], {}],
  [['catalog', 'refresh', 'astro'], { '.rolecall': '' }],
] as const)('what the machine refuses is said in one line by %j', async (args, files) => {
  const { code, stdout, stderr } = await runWith(directoryWith({ taken: '', ...files }), sandbox.env, args)
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(/^rolecall: EEXIST: [^\n]+\n$/)])
})

test('missing settings are named', () => {
  const { code, stderr } = run(directoryWith({}), ['pull', 'jitsudo'])
  expect(code).toBe(2)
  expect(stderr).toContain('JITSUDO_URL')
})
