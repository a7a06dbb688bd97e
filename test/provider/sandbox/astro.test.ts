import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AstroOrganizationAccess, Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import type { Sent } from './client.js'
import { at, each, send } from './client.js'

let now = Date.parse('2026-11-24T10:00:00.789Z')
let sandbox: Sandbox
let one: AstroOrganizationAccess
let two: AstroOrganizationAccess

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => now, astro: { extraPermissions: ['deployment.newThing.get'] } })
  const [first, second] = sandbox.astro.organizations
  if (!first || !second) throw new Error('two organizations are needed')
  one = first
  two = second
})
afterAll(() => sandbox.close())

const roles = (path = '', base = '/v1', organization = one): string =>
  `${sandbox.astro.origin}${base}/organizations/${organization.id}/roles${path}`
const post = (path: string, json: unknown, sent: Sent = {}) =>
  send('POST', roles(path), { token: one.token, json, ...sent })
const get = (path: string, token = one.token) => send('GET', roles(path), { token })

let count = 0
const draft = (more: Record<string, unknown> = {}) => ({
  name: `role_${(count += 1)}`,
  permissions: ['deployment.get'],
  scopeType: 'DEPLOYMENT',
  ...more,
})

const create = async (more: Record<string, unknown> = {}): Promise<string> =>
  `${at((await post('', draft(more))).body, 'id')}`

describe('a custom role', () => {
  test('is made, read, changed and deleted, with the shapes of the documents', async () => {
    const made = await post(
      '',
      draft({ name: 'Viewer', description: 'Sees.', restrictedWorkspaceIds: ['cldbvzoi20182g8odxt8ehi5i'] }),
    )
    const subject = {
      id: expect.stringMatching(/^c[a-z0-9]{24}$/),
      subjectType: 'SERVICEKEY',
      apiTokenName: expect.any(String),
    }
    const expected = {
      id: expect.stringMatching(/^c[a-z0-9]{24}$/),
      name: 'Viewer',
      description: 'Sees.',
      scopeType: 'DEPLOYMENT',
      permissions: ['deployment.get'],
      restrictedWorkspaceIds: ['cldbvzoi20182g8odxt8ehi5i'],
      createdAt: '2026-11-24T10:00:00Z',
      createdBy: subject,
      updatedAt: '2026-11-24T10:00:00Z',
      updatedBy: subject,
    }
    expect(made.status).toBe(200)
    expect(made.body).toEqual(expected)
    expect(made.headers['date']).toBe('Tue, 24 Nov 2026 10:00:00 GMT')

    const id = `${at(made.body, 'id')}`
    now += 5_000
    const changed = await post(`/${id}`, {
      name: 'Viewer_2',
      permissions: ['deployment.get', 'deployment.logs.get', 'deployment.get'],
    })
    expect(changed.body).toEqual({
      ...expected,
      name: 'Viewer_2',
      permissions: ['deployment.get', 'deployment.logs.get'],
      updatedAt: '2026-11-24T10:00:05Z',
    })
    expect((await get(`/${id}`)).body).toEqual(changed.body)

    const gone = await send('DELETE', roles(`/${id}`), { token: one.token })
    expect(gone).toMatchObject({ status: 204, body: undefined })
    expect((await send('DELETE', roles(`/${id}`), { token: one.token })).status).toBe(404)
    expect((await get(`/${id}`)).body).toEqual({
      message: expect.stringContaining(id),
      requestId: expect.any(String),
      statusCode: 404,
    })
  })

  test('is reached below all three base paths', async () => {
    const id = await create()
    for (const base of ['/v1', '/iam/v1beta1', '/platform/v1beta1']) {
      expect((await send('GET', roles(`/${id}`, base), { token: one.token })).status).toBe(200)
    }
  })

  test.each([
    ['omitted keeps', {}, 'Text', ['cldbvzoi20182g8odxt8ehi5i']],
    ['null keeps', { description: null, restrictedWorkspaceIds: null }, 'Text', ['cldbvzoi20182g8odxt8ehi5i']],
    ['empty clears', { description: '', restrictedWorkspaceIds: [] }, undefined, []],
  ])('%s its description and restrictions in an update', async (_title, more, description, restrictedWorkspaceIds) => {
    const body = draft({ description: 'Text', restrictedWorkspaceIds: ['cldbvzoi20182g8odxt8ehi5i'] })
    const id = `${at((await post('', body)).body, 'id')}`
    const changed = await post(`/${id}`, { name: body.name, permissions: body.permissions, ...more })
    expect(at(changed.body, 'description')).toBe(description)
    expect(at(changed.body, 'restrictedWorkspaceIds')).toEqual(restrictedWorkspaceIds)
  })

  test('keeps its scope whatever an update says', async () => {
    const id = await create({ scopeType: 'DAG', permissions: ['dag.airflow.dag.get'] })
    const changed = await post(`/${id}`, {
      name: 'a_dag_role',
      scopeType: 'DEPLOYMENT',
      permissions: ['dag.airflow.dag.get'],
    })
    expect(at(changed.body, 'scopeType')).toBe('DAG')
  })

  test('may have a permission that only the service knows of', async () => {
    expect((await post('', draft({ permissions: ['deployment.newThing.get'] }))).status).toBe(200)
  })
})

describe('what is refused', () => {
  test.each([
    ['no name', { name: undefined }, 'name', 'required'],
    ['an empty name', { name: '' }, 'name', 'required'],
    ['no permissions', { permissions: [] }, 'permissions', 'min'],
    ['a permission of the wrong type', { permissions: [1] }, 'permissions[0]', 'type'],
    ['an unknown permission', { permissions: ['deployment.get', 'deployment.gett'] }, 'permissions[1]', 'unknown'],
    ["another scope's permission", { scopeType: 'DAG' }, 'permissions[0]', 'unknown'],
    ['a scope that roles cannot have', { scopeType: 'WORKSPACE' }, 'scopeType', 'oneof'],
    [
      'a workspace twice',
      { restrictedWorkspaceIds: ['cldbvzoi20182g8odxt8ehi5i', 'cldbvzoi20182g8odxt8ehi5i'] },
      'restrictedWorkspaceIds',
      'unique',
    ],
    [
      'an unknown workspace',
      { restrictedWorkspaceIds: ['clxxxxxxxxxxxxxxxxxxxxxxx'] },
      'restrictedWorkspaceIds[0]',
      'unknown',
    ],
    ["a default role's name", { name: 'DEPLOYMENT_ADMIN' }, 'name', 'unique'],
  ])('%s', async (_title, more, field, code) => {
    const refused = await post('', draft(more))
    expect(refused.status).toBe(400)
    expect(refused.body).toMatchObject({
      statusCode: 400,
      requestId: expect.any(String),
      fieldErrors: [{ field, code, message: expect.any(String) }],
    })
  })

  test('a second role of one name, also by a rename and also when both are asked for at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('', draft({ name: 'Twin' }))))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 400)])
    const other = await create()
    expect((await post(`/${other}`, { name: 'Twin', permissions: ['deployment.get'] })).status).toBe(400)
  })

  test('who has no token, the wrong one, or one that may only read', async () => {
    expect((await send('GET', roles())).status).toBe(401)
    expect((await get('', 'nonsense')).status).toBe(401)
    expect((await get('', two.token)).body).toMatchObject({ statusCode: 403 })
    expect(
      (await send('GET', `${sandbox.astro.origin}/v1/organizations/unknown/roles`, { token: one.token })).status,
    ).toBe(403)
    expect((await get('', one.readOnlyToken)).status).toBe(200)
    expect((await post('', draft(), { token: one.readOnlyToken })).status).toBe(403)
  })

  test('nobody who owns every organization: one token opens all, and no other', async () => {
    expect(one.everywhereToken).toBe(two.everywhereToken)
    for (const organization of [one, two]) {
      const url = roles('', '/v1', organization)
      expect((await send('GET', url, { token: one.everywhereToken })).status).toBe(200)
    }
    expect((await get('', 'nonsense')).status).toBe(401)
    const elsewhere = `${sandbox.astro.origin}/v1/organizations/unknown/roles`
    expect((await send('GET', elsewhere, { token: one.everywhereToken })).status).toBe(403)
  })

  test("another organization's role", async () => {
    const id = await create()
    expect((await send('GET', roles(`/${id}`, '/v1', two), { token: two.token })).status).toBe(404)
  })
})

describe('the list of roles', () => {
  test('has pages without permissions, the order asked for, and default roles only on demand', async () => {
    const token = two.token
    const list = (query: string) => send('GET', roles(query, '/v1', two), { token })
    for (const [name, scopeType, permission] of [
      ['b', 'DEPLOYMENT', 'deployment.get'],
      ['c', 'DAG', 'dag.airflow.dag.get'],
      ['a', 'DEPLOYMENT', 'deployment.get'],
    ]) {
      await send('POST', roles('', '/v1', two), { token, json: { name, scopeType, permissions: [permission] } })
    }
    const all = await list('')
    expect(all.body).toMatchObject({ limit: 20, offset: 0, totalCount: 3 })
    expect(each(at(all.body, 'roles'), 'name')).toEqual(['b', 'c', 'a'])
    expect(each(at(all.body, 'roles'), 'permissions')).toEqual([undefined, undefined, undefined])
    expect(at(all.body, 'defaultRoles')).toBeUndefined()

    const page = await list('?sorts=scopeType:asc&sorts=name:desc&offset=1&limit=2')
    expect(each(at(page.body, 'roles'), 'name')).toEqual(['b', 'a'])
    expect(page.body).toMatchObject({ limit: 2, offset: 1, totalCount: 3 })

    const dags = await list('?scopeTypes=DAG&scopeTypes=ORGANIZATION&includeDefaultRoles=true')
    expect(at(dags.body, 'totalCount')).toBe(1)
    expect(each(at(dags.body, 'defaultRoles'), 'name')).toEqual(
      expect.arrayContaining(['DAG_VIEWER', 'ORGANIZATION_OWNER']),
    )
    expect(each(at(dags.body, 'defaultRoles'), 'name')).not.toContain('DEPLOYMENT_ADMIN')
  })

  test.each([
    'limit=-1',
    'limit=x',
    'limit=1001',
    'offset=-1',
    'scopeTypes=OTHER',
    'sorts=name',
    'includeDefaultRoles=yes',
  ])('refuses ?%s', async (query) => {
    expect((await get(`?${query}`)).body).toMatchObject({
      statusCode: 400,
      fieldErrors: [{ field: query.split('=')[0] }],
    })
  })
})

test('permission groups and templates tell what a role may hold', async () => {
  const url = `${sandbox.astro.origin}/v1/authorization/permission-groups`
  expect((await send('GET', url)).status).toBe(401)
  const groups = await send('GET', `${url}?scopeType=DAG`, { token: two.token })
  expect(groups.body).toEqual([
    {
      name: 'dag.airflow.dag',
      scope: 'Dag Airflow Dag',
      description: expect.any(String),
      permissions: [{ action: 'get', description: expect.any(String) }],
    },
  ])
  expect((await send('GET', `${url}?scopeType=WORKSPACE`, { token: one.token })).body).toEqual([])

  const templates = await send(
    'GET',
    `${sandbox.astro.origin}/v1/organizations/${one.id}/role-templates?scopeTypes=DEPLOYMENT`,
    { token: one.token },
  )
  expect(each(templates.body, 'name')).toEqual(['Deployment_Viewer', 'Deployment_Author', 'Deployment_Operator'])
  for (const permissions of each(templates.body, 'permissions')) {
    expect((await post('', draft({ permissions }))).status).toBe(200)
  }
})
