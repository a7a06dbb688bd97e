import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NorthflankOrganizationAccess, Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import type { Sent } from './client.js'
import { at, send } from './client.js'

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
const call = (method: Parameters<typeof send>[0], path: string, json?: unknown, sent: Sent = {}) =>
  send(method, `${sandbox.northflank.origin}${path}`, {
    token: one.token,
    ...(json !== undefined && { json }),
    ...sent,
  })

let count = 0
const newName = (): string => `Role ${(count += 1)}`

const create = async (json: Record<string, unknown>, path = org): Promise<string> =>
  `${at((await call('POST', path, json)).body, 'data', 'id')}`

const full = {
  description: 'For developers.',
  permissions: { orgScope: ['o'], teamScope: ['t'], projectScope: ['p'] },
  restrictions: {
    enabled: true,
    teams: [{ teamId: 'platform', restrictions: { enabled: true, projects: ['shop'], restrictionMode: 'notIn' } }],
  },
}

describe('an organization role', () => {
  test('is made, read and deleted, with the shapes of the documents', async () => {
    const made = await call('POST', org, { name: 'Front  End!', ...full, directoryGroups: one.directoryGroupIds })
    expect(made.status).toBe(200)
    expect(made.body).toEqual({
      data: {
        id: 'front-end',
        name: 'Front  End!',
        ...full,
        directoryGroups: one.directoryGroupIds,
        createdAt: '2026-11-24T10:00:00.789Z',
        updatedAt: '2026-11-24T10:00:00.789Z',
      },
    })
    expect((await call('GET', `${org}/front-end`)).body).toEqual(made.body)
    expect(await call('DELETE', `${org}/front-end`)).toMatchObject({ status: 200, body: { data: {} } })
    expect((await call('GET', `${org}/front-end`)).body).toEqual({
      error: { status: 404, id: 'not-found', message: expect.any(String) },
    })
    expect((await call('DELETE', `${org}/front-end`)).status).toBe(404)
  })

  test('has every scope and no restriction where nothing is sent, and `in` where no mode is', async () => {
    const made = await call('POST', org, { name: newName() })
    expect(at(made.body, 'data')).toMatchObject({
      permissions: { orgScope: [], teamScope: [], projectScope: [] },
      restrictions: { enabled: false },
      directoryGroups: [],
    })
    expect(at(made.body, 'data')).not.toHaveProperty('description')
    const restrictions = {
      enabled: true,
      teams: [{ teamId: 'platform', restrictions: { enabled: true, projects: ['shop'] } }],
    }
    const restricted = await call('POST', org, { name: newName(), restrictions })
    expect(at(restricted.body, 'data', 'restrictions', 'teams', 0, 'restrictions', 'restrictionMode')).toBe('in')
  })

  test('PATCH keeps what is not sent, its name always, and clears lists by []', async () => {
    const id = await create({ name: newName(), ...full, directoryGroups: one.directoryGroupIds })
    now += 1500
    const patched = await call('PATCH', `${org}/${id}`, {
      name: 'Other',
      permissions: { orgScope: ['x'], teamScope: [], projectScope: ['p'] },
      directoryGroups: [],
    })
    expect(at(patched.body, 'data')).toMatchObject({
      id,
      description: full.description,
      permissions: { orgScope: ['x'], teamScope: [], projectScope: ['p'] },
      restrictions: full.restrictions,
      directoryGroups: [],
      createdAt: new Date(now - 1500).toISOString(),
      updatedAt: new Date(now).toISOString(),
    })
    expect(at(patched.body, 'data', 'name')).not.toBe('Other')
    const unrestricted = await call('PATCH', `${org}/${id}`, { restrictions: { enabled: false, teams: [] } })
    expect(at(unrestricted.body, 'data', 'restrictions')).toEqual({ enabled: false, teams: [] })
  })

  test('PUT by name makes it once and then resets what is not sent', async () => {
    const name = newName()
    const made = await call('PUT', org, { name, ...full })
    const again = await call('PUT', org, { name, permissions: { orgScope: ['y'] } })
    expect([made.status, again.status]).toEqual([200, 200])
    expect(at(again.body, 'data', 'id')).toBe(at(made.body, 'data', 'id'))
    expect(at(again.body, 'data', 'permissions')).toEqual({ orgScope: ['y'], teamScope: [], projectScope: [] })
    expect(at(again.body, 'data', 'restrictions')).toEqual({ enabled: false })
    expect(at(again.body, 'data')).not.toHaveProperty('description')
  })

  test('PUT by id needs permissions and knows neither teams nor directory groups', async () => {
    const id = await create({ name: newName(), ...full, directoryGroups: one.directoryGroupIds })
    expect((await call('PUT', `${org}/${id}`, { description: 'New.' })).status).toBe(400)
    const replaced = await call('PUT', `${org}/${id}`, {
      permissions: full.permissions,
      restrictions: full.restrictions,
      directoryGroups: one.directoryGroupIds,
    })
    expect(at(replaced.body, 'data')).toMatchObject({
      id,
      permissions: full.permissions,
      restrictions: { enabled: true },
      directoryGroups: [],
    })
    expect(at(replaced.body, 'data', 'restrictions')).not.toHaveProperty('teams')
    expect(at(replaced.body, 'data')).not.toHaveProperty('description')
  })
})

describe('a team role', () => {
  test('restricts projects and has neither organization permissions nor directory groups', async () => {
    const restrictions = { enabled: true, projects: ['shop', 'mail'], restrictionMode: 'in' }
    const id = await create(
      { name: 'Front End', permissions: { orgScope: ['o'], teamScope: ['t'] }, restrictions, directoryGroups: ['g'] },
      team(),
    )
    const read = await call('GET', `${team()}/${id}`)
    expect(at(read.body, 'data')).toMatchObject({ id: 'front-end', restrictions })
    expect(at(read.body, 'data', 'permissions')).toEqual({ teamScope: ['t'], projectScope: [] })
    expect(at(read.body, 'data')).not.toHaveProperty('directoryGroups')
    const replaced = await call('PUT', `${team()}/${id}`, {
      restrictions: { enabled: true, projects: ['shop'], restrictionMode: 'not-in' },
    })
    expect(at(replaced.body, 'data', 'restrictions')).toEqual({
      enabled: true,
      projects: ['shop'],
      restrictionMode: 'notIn',
    })
  })

  test('lives in one team alone', async () => {
    const id = await create({ name: newName() }, team())
    expect((await call('GET', `/v1/teams/${one.teams[1]?.id}/roles/${id}`)).status).toBe(404)
  })
})

describe('what is refused', () => {
  test.each([
    ['no name', org, { name: undefined }, 'name'],
    ['a name without a letter or digit', org, { name: '!?' }, 'name'],
    ['an empty description', org, { description: '' }, 'description'],
    ['a description of null', org, { description: null }, 'description'],
    ['a description with other characters', org, { description: 'a@b' }, 'description'],
    ['a description that is too long', org, { description: 'x'.repeat(201) }, 'description'],
    ['permissions that are no lists', org, { permissions: { orgScope: 'all' } }, 'permissions.orgScope'],
    ['restrictions without a switch', org, { restrictions: { teams: [] } }, 'restrictions.enabled'],
    [
      'a team that is no slug',
      org,
      { restrictions: { enabled: true, teams: [{ teamId: '-x-' }] } },
      'restrictions.teams.0.teamId',
    ],
    [
      'an unknown mode',
      org,
      {
        restrictions: {
          enabled: true,
          teams: [{ teamId: 'abc', restrictions: { enabled: true, restrictionMode: 'not-in' } }],
        },
      },
      'restrictions.teams.0.restrictions.restrictionMode',
    ],
    ['a short name of a team role', '/v1/teams/platform/roles', { name: 'ab' }, 'name'],
    ['a name of a team role with a double space', '/v1/teams/platform/roles', { name: 'a  b' }, 'name'],
  ])('%s', async (_title, path, more, field) => {
    const refused = await call('POST', path, { name: newName(), ...more })
    expect(refused.body).toMatchObject({ error: { status: 400, message: expect.any(String), details: [{ field }] } })
    expect(refused.status).toBe(400)
  })

  test('a second name with one derived identifier', async () => {
    await create({ name: 'Same Thing' })
    expect(await call('POST', org, { name: 'same-thing' })).toMatchObject({
      status: 409,
      body: { error: { status: 409 } },
    })
    expect((await call('PUT', org, { name: 'SAME THING' })).status).toBe(409)
  })

  test("changes to the owner's role, and the end of those that came with the organization", async () => {
    for (const path of [org, team()]) {
      expect((await call('PATCH', `${path}/owner`, { description: 'Mine.' })).status).toBe(409)
      expect((await call('PUT', path, { name: 'Owner' })).status).toBe(409)
      expect((await call('PATCH', `${path}/default`, { description: 'Changed.' })).status).toBe(200)
      for (const id of ['owner', 'admin', 'default']) expect((await call('DELETE', `${path}/${id}`)).status).toBe(409)
    }
    expect(at((await call('GET', `${org}/admin`)).body, 'data')).not.toHaveProperty('createdAt')
  })

  test('a token that is missing, of another place, or for reading only: 401, or 404 for a team', async () => {
    const teamToken = one.teams[0]?.token ?? ''
    expect(await send('GET', `${sandbox.northflank.origin}${org}`)).toMatchObject({
      status: 401,
      body: { error: { status: 401 } },
    })
    expect((await call('GET', org, undefined, { token: teamToken })).body).toMatchObject({
      error: { status: 401, message: expect.stringContaining('Organisation > Admin > Roles > Read') },
    })
    expect((await call('GET', team(), undefined, { token: teamToken })).status).toBe(200)
    expect((await call('GET', `/v1/teams/${one.teams[1]?.id}/roles`, undefined, { token: teamToken })).status).toBe(404)
    expect((await call('GET', team(), undefined, { token: two.token })).status).toBe(404)
    expect((await call('GET', team(), undefined, { token: one.readOnlyToken })).status).toBe(200)
    expect((await call('POST', team(), { name: newName() }, { token: one.readOnlyToken })).body).toMatchObject({
      error: { status: 401, message: expect.stringContaining('Account > Admin > Roles > Manage') },
    })
  })

  test("another organization's role", async () => {
    const id = await create({ name: newName() })
    expect((await call('GET', `${org}/${id}`, undefined, { token: two.token })).status).toBe(404)
  })
})
