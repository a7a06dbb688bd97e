import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NorthflankOrganizationAccess, Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import { at, each, send } from './client.js'

let now = Date.parse('2026-11-24T10:00:00.789Z')
let sandbox: Sandbox
let one: NorthflankOrganizationAccess
let two: NorthflankOrganizationAccess

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => now })
  const [first, second] = sandbox.northflank.organizations
  if (!first || !second) throw new Error('two organizations are needed')
  one = first
  two = second
})
afterAll(() => sandbox.close())

const org = '/v1/org-roles'
const team = (): string => `/v1/teams/${one.teams[0]?.id}/roles`
const call = (method: Parameters<typeof send>[0], path: string, token = one.token, json?: unknown) =>
  send(method, `${sandbox.northflank.origin}${path}`, { token, ...(json !== undefined && { json }) })

describe('lists', () => {
  const readAll = async (token: string): Promise<unknown[]> => {
    let cursor: unknown
    const ids: unknown[] = []
    do {
      const page = await call('GET', `${org}?per_page=2${cursor === undefined ? '' : `&cursor=${cursor}`}`, token)
      ids.push(...each(at(page.body, 'data', 'roles'), 'id'))
      expect(
        each(at(page.body, 'data', 'roles'), 'permissions').every((permissions) => permissions === undefined),
      ).toBe(true)
      cursor = at(page.body, 'pagination', 'cursor')
      expect(at(page.body, 'pagination', 'hasNextPage')).toBe(cursor !== undefined)
    } while (cursor !== undefined)
    return ids
  }

  test('come in pages by cursor, and a role removed between two pages hides none', async () => {
    const { token } = two
    for (const name of ['a1', 'a2', 'a3', 'a4']) await call('POST', org, token, { name })
    expect(await readAll(token)).toEqual(['a1', 'a2', 'a3', 'a4', 'admin', 'default', 'owner'])

    const first = await call('GET', `${org}?per_page=2`, token)
    await call('DELETE', `${org}/a2`, token)
    const second = await call('GET', `${org}?per_page=2&cursor=${at(first.body, 'pagination', 'cursor')}`, token)
    expect(each(at(second.body, 'data', 'roles'), 'id')).toEqual(['a3', 'a4'])
  })

  test('come in pages by number', async () => {
    const page = await call('GET', `${team()}?per_page=2&page=2`)
    expect(each(at(page.body, 'data', 'roles'), 'id')).toEqual(['owner'])
    expect(at(page.body, 'pagination')).toEqual({ hasNextPage: false, count: 1 })
    const beyond = await call('GET', `${team()}?page=99`)
    expect(beyond.body).toEqual({ data: { roles: [] }, pagination: { hasNextPage: false, count: 0 } })
  })

  test.each(['per_page=0', 'per_page=101', 'page=0', 'cursor=nonsense'])('refuse ?%s', async (query) => {
    expect((await call('GET', `${org}?${query}`)).status).toBe(400)
  })

  test('tell of directory groups and their members', async () => {
    const groups = await call('GET', '/v1/directory-groups')
    expect(each(at(groups.body, 'data', 'directoryGroups'), 'id')).toEqual(one.directoryGroupIds)
    expect(at(groups.body, 'data', 'directoryGroups', 0)).toEqual({
      id: expect.any(String),
      name: expect.any(String),
      idpId: expect.any(String),
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    })
    const members = await call('GET', `/v1/directory-groups/${one.directoryGroupIds[0]}/members`)
    expect(at(members.body, 'data', 'members', 0)).toMatchObject({
      id: 'ada',
      emails: [{ address: 'ada@sandbox.invalid', verified: true }],
    })
    expect((await call('GET', `/v1/directory-groups/${two.directoryGroupIds[0]}/members`)).status).toBe(404)
  })
})

test('the rate limit counts each token in a fixed window and is told with every answer', async () => {
  const limited = await startSandbox({ clock: () => now, northflank: { rateLimit: { limit: 2, windowSeconds: 3600 } } })
  try {
    const token = limited.env.NORTHFLANK_API_TOKEN
    const get = (path: string, as = token) => send('GET', `${limited.northflank.origin}${path}`, { token: as })
    expect((await get('/v1/org-roles')).headers).toMatchObject({
      'x-ratelimit-limit': '2',
      'x-ratelimit-remaining': '1',
      'x-ratelimit-reset': '3600',
    })
    now += 600_400
    expect(await get('/v1/nowhere')).toMatchObject({
      status: 404,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3000' },
    })
    const refused = await get('/v1/org-roles')
    expect(refused).toMatchObject({
      status: 429,
      body: { error: { status: 429 } },
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3000' },
    })
    expect((await get('/v1/org-roles', limited.northflank.organizations[1]?.token)).status).toBe(200)
    now += 3_000_000
    expect((await get('/v1/org-roles')).status).toBe(200)
  } finally {
    await limited.close()
  }
})

test.each([404, 405] as const)('an operation that the generation lacks answers %i', async (status) => {
  const old = await startSandbox({ northflank: { missing: { patch: status, putById: status, putByName: status } } })
  try {
    const url = `${old.northflank.origin}/v1/org-roles`
    const sent = { token: old.env.NORTHFLANK_API_TOKEN, json: { name: 'New', permissions: {} } }
    expect((await send('POST', url, sent)).status).toBe(200)
    expect((await send('PATCH', `${url}/new`, sent)).body).toMatchObject({ error: { status } })
    expect((await send('PUT', `${url}/new`, sent)).status).toBe(status)
    expect((await send('PUT', url, sent)).status).toBe(status)
    expect((await send('GET', `${url}/new`, { token: sent.token })).status).toBe(200)
  } finally {
    await old.close()
  }
})
