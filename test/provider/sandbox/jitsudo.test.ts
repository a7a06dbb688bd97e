import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JitsudoTenantAccess, Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import type { Sent } from './client.js'
import { at, each, send } from './client.js'

let now = Date.parse('2026-11-24T10:00:00.789Z')
let sandbox: Sandbox
let one: JitsudoTenantAccess
let two: JitsudoTenantAccess

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => now })
  const [first, second] = sandbox.jitsudo.tenants
  if (!first || !second) throw new Error('two tenants are needed')
  one = first
  two = second
})
afterAll(() => sandbox.close())

const call = (method: Parameters<typeof send>[0], path: string, json?: unknown, sent: Sent = {}) =>
  send(method, `${sandbox.jitsudo.origin}${path}`, {
    token: one.token,
    ...(json !== undefined && { json }),
    ...sent,
    headers: { 'x-tenant-id': one.id, ...sent.headers },
  })

const draft = (slug: string, more: Record<string, unknown> = {}) => ({
  slug,
  name: 'Auditor',
  scopes: ['audit.read'],
  ...more,
})

describe('a role', () => {
  test('is made, read, changed and deleted, without an envelope', async () => {
    const made = await call(
      'POST',
      '/v1/roles',
      draft('auditor', { scopes: ['audit.read', 'requests.delete', 'audit.read'] }),
    )
    expect(made.status).toBe(201)
    const expected = {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      slug: 'auditor',
      name: 'Auditor',
      description: null,
      scopes: ['audit.read', 'requests.delete'],
      is_system: false,
      blast_radius: {
        level: 'high',
        summary: '2 scopes, at most high',
        warnings: [expect.stringContaining('requests.delete')],
      },
      created_by: 'administrator@sandbox.invalid',
      updated_by: 'administrator@sandbox.invalid',
      created_at: '2026-11-24T10:00:00.789Z',
      updated_at: '2026-11-24T10:00:00.789Z',
    }
    expect(made.body).toEqual(expected)
    expect((await call('GET', '/v1/roles/auditor')).body).toEqual(made.body)
    expect(each((await call('GET', '/v1/roles')).body, 'slug')).toContain('auditor')

    now += 1000
    const headers = { 'x-api-key': one.apiKey, authorization: '' }
    const changed = await send('PATCH', `${sandbox.jitsudo.origin}/v1/roles/auditor`, {
      headers: { ...headers, 'x-tenant-id': one.id.toUpperCase() },
      json: { scopes: ['audit.read'] },
    })
    expect(changed.body).toEqual({
      ...expected,
      scopes: ['audit.read'],
      blast_radius: { level: 'low', summary: '1 scope, at most low' },
      updated_by: 'api-key:sandbox',
      updated_at: '2026-11-24T10:00:01.789Z',
    })

    expect(await call('DELETE', '/v1/roles/auditor')).toMatchObject({ status: 204, body: undefined })
    expect((await call('DELETE', '/v1/roles/auditor')).body).toMatchObject({ code: 'not_found' })
    expect((await call('GET', '/v1/roles/auditor')).status).toBe(404)
  })

  test.each([
    ['omitted keeps', { name: 'B' }, 'Text'],
    ['null clears', { description: null }, null],
    ['empty stays empty', { description: '' }, ''],
  ])('%s its description', async (title, patch, description) => {
    const slug = title.replaceAll(' ', '-')
    await call('POST', '/v1/roles', draft(slug, { description: 'Text' }))
    const changed = await call('PATCH', `/v1/roles/${slug}`, patch)
    expect(at(changed.body, 'description')).toBe(description)
    expect(at(changed.body, 'scopes')).toEqual(['audit.read'])
  })

  test.each([
    [['secrets.read'], 'high'],
    [['roles.read'], 'low'],
    [['roles.write'], 'admin'],
    [['tenant:admin'], 'admin'],
    [['requests.create', 'audit.read'], 'medium'],
    [['example'], 'medium'],
  ])('with scopes %j has the blast radius %s', async (scopes, level) => {
    const made = await call('POST', '/v1/roles', draft(`rated-${scopes[0]?.replace(/\W/g, '-')}`, { scopes }))
    expect(at(made.body, 'blast_radius', 'level')).toBe(level)
  })

  test('without scopes has no blast radius', async () => {
    const made = await call('POST', '/v1/roles', draft('empty', { scopes: [] }))
    expect(made.status).toBe(201)
    expect(made.body).not.toHaveProperty('blast_radius')
  })
})

describe('what is refused', () => {
  test('scopes that are none, by name', async () => {
    const refused = await call('POST', '/v1/roles', draft('bad', { scopes: ['audit.read', 'no scope', 'audit.*'] }))
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'invalid_scopes', details: { invalid_scopes: ['no scope', 'audit.*'] } },
    })
    expect((await call('GET', '/v1/roles/bad')).status).toBe(404)
  })

  test.each([
    ['POST', '/v1/roles', { slug: 'x' }, 'name'],
    ['POST', '/v1/roles', { ...draft('x'), is_system: true }, 'is_system'],
    ['POST', '/v1/roles', draft('a b'), 'slug'],
    ['PATCH', '/v1/roles/system-member', { slug: 'other' }, 'slug'],
    ['PATCH', '/v1/roles/system-member', { name: null }, 'name'],
    ['PATCH', '/v1/roles/system-member', { scopes: 'audit.read' }, 'scopes'],
    ['PATCH', '/v1/roles/system-member', [], 'body'],
  ] as const)('%s %s %j', async (method, path, json, field) => {
    const refused = await call(method, path, json)
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'invalid_request', details: { fields: { [field]: expect.any(String) } } },
    })
  })

  test('a second role of one slug', async () => {
    await call('POST', '/v1/roles', draft('twice'))
    expect(await call('POST', '/v1/roles', draft('twice'))).toMatchObject({
      status: 409,
      body: { code: 'slug_taken', details: { slug: 'twice' } },
    })
  })

  test('changes to system roles', async () => {
    const roles = (await call('GET', '/v1/roles')).body
    expect(each(roles, 'is_system')).toContain(true)
    expect(await call('PATCH', '/v1/roles/system-member', { name: 'Mine' })).toMatchObject({
      status: 403,
      body: { code: 'system_role' },
    })
    expect(await call('DELETE', '/v1/roles/system-member')).toMatchObject({
      status: 403,
      body: { code: 'system_role' },
    })
  })

  test('what a Cedar rule forbids, with its notice', async () => {
    const refused = await call('POST', '/v1/roles', draft('glass', { scopes: ['aws.break-glass'] }))
    expect(refused).toMatchObject({
      status: 403,
      body: { code: 'policy_denied', notices: [expect.stringContaining('break-glass-needs-review')] },
    })
    const member = await call('POST', '/v1/roles', draft('mine'), { token: one.readOnlyToken })
    expect(member).toMatchObject({ status: 403, body: { code: 'permission_denied', notices: [expect.any(String)] } })
  })

  test('who has no credential, one in the wrong place, or one of another tenant', async () => {
    const headers = { 'x-tenant-id': one.id }
    const url = `${sandbox.jitsudo.origin}/v1/roles`
    expect(await send('GET', url, { headers })).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
    expect((await send('GET', url, { headers, token: one.apiKey })).status).toBe(401)
    expect((await send('GET', url, { headers: { ...headers, 'x-api-key': one.token } })).status).toBe(401)
    expect(await send('GET', url, { headers, token: two.token })).toMatchObject({
      status: 403,
      body: { code: 'tenant_mismatch' },
    })
    expect(await send('GET', url, { token: one.token })).toMatchObject({
      status: 422,
      body: { details: { fields: { 'X-Tenant-ID': expect.any(String) } } },
    })
    await call('POST', '/v1/roles', draft('ours'))
    expect((await send('GET', `${url}/ours`, { token: two.token, headers: { 'x-tenant-id': two.id } })).status).toBe(
      404,
    )
  })
})

test('health and tenants are asked for without a tenant', async () => {
  const { origin } = sandbox.jitsudo
  expect((await send('GET', `${origin}/healthz`)).status).toBe(200)
  expect((await send('GET', `${origin}/v1/tenants`)).status).toBe(401)
  expect(each((await send('GET', `${origin}/v1/tenants`, { token: one.token })).body, 'id')).toEqual([one.id])
})
