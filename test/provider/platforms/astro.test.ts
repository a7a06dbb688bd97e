import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { astro } from '../../../provider/platforms/astro/adapter.js'
import type { Settings } from '../../../provider/platforms/role-api.js'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import type { Interference, SandboxRequest } from '../../../provider/sandbox/service/interference.js'
import { failureOf, never, stillEnvironment, valueOf } from './environment.js'

let sandbox: Sandbox
let interfere: ((request: SandboxRequest) => Interference | undefined) | null = null

beforeAll(async () => {
  sandbox = await startSandbox({
    astro: { extraPermissions: ['deployment.newThing.get'] },
    intercept: (request) => interfere?.(request),
  })
})
afterAll(() => sandbox.close())
afterEach(() => {
  interfere = null
})

const organization = () => sandbox.env.ASTRO_ORGANIZATION_ID
const settings = (base: string | null = sandbox.env.ASTRO_API_URL): Settings => ({
  organization_id: organization(),
  token: sandbox.env.ASTRO_API_TOKEN,
  base_url: base,
})
const connect = (base?: string | null) => {
  const api = astro.connect(settings(base), stillEnvironment().environment)['astro_role']
  if (!api) throw new Error('no operations')
  return api
}
const catalog = () => {
  const api = astro.connectCatalog?.(settings(), stillEnvironment().environment)
  if (!api) throw new Error('no catalog')
  return api
}

let count = 0
const draft = (more: Record<string, string | string[] | null> = {}) => ({
  name: `role_${(count += 1)}`,
  permissions: ['deployment.get'],
  scope_type: 'DEPLOYMENT',
  ...more,
})

const answer = (body: unknown, status = 200): Interference => ({ kind: 'answer', status, body: JSON.stringify(body) })

test.each(['/v1', '/iam/v1beta1', '/platform/v1beta1', '/v1/'])('the base URL may end in %s', async (path) => {
  const api = connect(`${sandbox.astro.origin}${path}`)
  expect(valueOf(await api.create(organization(), draft(), never)).id).toMatch(/^c[a-z0-9]{24}$/)
})

test('who made and changed a role has all six fields', async () => {
  const { attributes } = valueOf(await connect().create(organization(), draft(), never))
  const subject = {
    id: expect.any(String),
    subject_type: 'SERVICEKEY',
    username: null,
    full_name: null,
    avatar_url: null,
    api_token_name: expect.any(String),
  }
  expect(attributes).toMatchObject({ created_by: subject, updated_by: subject, description: null })
})

test('a role may be of scope DAG', async () => {
  const made = await connect().create(
    organization(),
    draft({ scope_type: 'DAG', permissions: ['dag.airflow.dag.get'] }),
    never,
  )
  expect(valueOf(made).attributes['scope_type']).toBe('DAG')
})

describe('a refusal', () => {
  test('of single fields names them, their attribute and the request', async () => {
    const failure = failureOf(
      await connect().create(organization(), draft({ permissions: ['deployment.get', 'deployment.list'] }), never),
    )
    expect(failure).toMatchObject({ kind: 'invalid', status: 400, path: ['permissions'] })
    expect(failure.detail).toContain('permissions[1]')
    expect(failure.detail).toMatch(/Request id: [0-9a-f-]{36}/)
    expect(failure.detail).toContain(
      `POST ${sandbox.astro.origin}/…/organizations/${organization()}/roles: 400 Bad Request`,
    )
  })

  test('of several attributes is about none of them', async () => {
    const failure = failureOf(
      await connect().create(organization(), draft({ permissions: ['x'], restricted_workspace_ids: ['y'] }), never),
    )
    expect(failure.kind).toBe('invalid')
    expect(failure.path).toBeUndefined()
    expect(failure.detail).toContain('restrictedWorkspaceIds[0]')
  })

  test('of an update tells of Direct Access Tokens', async () => {
    const { id } = valueOf(await connect().create(organization(), draft(), never))
    interfere = () => answer({ message: 'Bad request', requestId: 'r', statusCode: 400 }, 400)
    const failure = failureOf(await connect().update(organization(), id, { prior: draft(), planned: draft() }, never))
    expect(failure.detail).toContain('Direct Access Tokens')
  })
})

describe('a list', () => {
  const row = (id: string) => ({ id, name: id, scopeType: 'ORGANIZATION' })

  test('goes on where the service gives fewer roles than were asked for', async () => {
    const offsets: (string | null)[] = []
    interfere = ({ url }) => {
      const query = new URLSearchParams(url.split('?')[1])
      offsets.push(query.get('offset'))
      const offset = Number(query.get('offset'))
      const roles = ['a', 'b', 'c', 'd', 'e'].slice(offset, offset + 2).map(row)
      return answer({ roles, totalCount: 5, offset, limit: 2 })
    }
    const listed = valueOf(await connect().list(organization(), never))
    expect(listed.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(offsets).toEqual(['0', '2', '4'])
  })

  test('ends with an empty page, takes a role once, and does without a count', async () => {
    interfere = ({ url }) =>
      answer(url.includes('offset=0&') ? { roles: [row('a'), row('a')], totalCount: 9 } : { roles: [], totalCount: 9 })
    expect(valueOf(await connect().list(organization(), never))).toHaveLength(1)
    interfere = () => answer({ roles: [row('a')] })
    expect(valueOf(await connect().list(organization(), never))).toHaveLength(1)
  })

  const hundred = (from: number) => Array.from({ length: 100 }, (_, index) => row(`r${from + index}`))
  const offsetOf = ({ url }: SandboxRequest): number => Number(new URLSearchParams(url.split('?')[1]).get('offset'))

  test.each([
    [
      'keeps the same roles and counts ever more',
      (offset: number) => ({ roles: hundred(0), totalCount: offset + 200 }),
      2,
    ],
    [
      'has one more role on each page, without end',
      (offset: number) => ({ roles: [row(`r${offset}`)], totalCount: offset + 2 }),
      1000,
    ],
  ])('of a service that %s is an error that says so', async (_title, page, most) => {
    let asked = 0
    interfere = (request) => {
      asked += 1
      return answer(page(offsetOf(request)))
    }
    const failure = failureOf(await connect().list(organization(), never))
    expect(failure).toMatchObject({ kind: 'no-answer', ambiguous: false })
    expect(failure.detail).toMatch(
      most === 2 ? /page 2 of the list brings nothing new/ : /more is promised after 1000 pages/,
    )
    expect(failure.detail).not.toMatch(/something in between|proxy/)
    expect(asked).toBe(most)
  })

  test('may shrink while it is read, and may end on a full page and an empty one', async () => {
    interfere = (request) =>
      answer(
        offsetOf(request) === 0
          ? { roles: hundred(0), totalCount: 150 }
          : { roles: hundred(90).slice(0, 20), totalCount: 110 },
      )
    expect(valueOf(await connect().list(organization(), never))).toHaveLength(110)
    interfere = (request) =>
      answer(offsetOf(request) === 0 ? { roles: hundred(0), totalCount: 200 } : { roles: [], totalCount: 100 })
    expect(valueOf(await connect().list(organization(), never))).toHaveLength(100)
    interfere = (request) => answer({ roles: offsetOf(request) === 0 ? hundred(0) : [] })
    expect(valueOf(await connect().list(organization(), never))).toHaveLength(100)
  })

  test('of ten thousand roles is read whole', async () => {
    interfere = (request) => answer({ roles: hundred(offsetOf(request)), totalCount: 10_000 })
    expect(valueOf(await connect().list(organization(), never))).toHaveLength(10_000)
  })

  test('that holds something else says where', async () => {
    interfere = () => answer({ roles: [row('a'), { id: 7 }], totalCount: 2 })
    expect(failureOf(await connect().list(organization(), never)).detail).toContain('`roles[1].id` is not a string')
  })
})

describe('the catalog', () => {
  test('is what the service lets roles grant, by scope', async () => {
    const permissions = valueOf(await catalog().permissions(never))
    const byValue = new Map(permissions.map((permission) => [permission.value, permission]))
    expect(byValue.size).toBe(permissions.length)
    expect(byValue.get('deployment.newThing.get')?.scopes).toEqual(['DEPLOYMENT'])
    expect(byValue.get('deployment.airflow.dagRun.create')).toMatchObject({
      description: expect.stringContaining('DAG runs'),
    })
    expect(byValue.get('dag.airflow.dag.get')?.scopes).toEqual(['DAG'])
  })

  test('has the role templates', async () => {
    const templates = valueOf(await catalog().templates(organization(), never))
    expect(templates.length).toBeGreaterThan(0)
    expect(templates[0]).toMatchObject({ name: expect.any(String), scopeType: expect.any(String) })
  })

  test('fails as roles do', async () => {
    interfere = () => answer({ groups: [] })
    expect(failureOf(await catalog().permissions(never)).kind).toBe('no-answer')
    interfere = () => answer([{ name: 'x' }])
    expect(failureOf(await catalog().templates(organization(), never)).detail).toContain('templates[0].scopeType')
  })
})
