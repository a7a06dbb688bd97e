import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { jitsudo } from '../../../provider/platforms/jitsudo/adapter.js'
import type { Settings } from '../../../provider/platforms/role-api.js'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import type { Interference, SandboxRequest } from '../../../provider/sandbox/service/interference.js'
import { failureOf, never, stillEnvironment, valueOf } from './environment.js'

let sandbox: Sandbox
let interfere: ((request: SandboxRequest) => Interference | undefined) | null = null
let requests: string[] = []

beforeAll(async () => {
  sandbox = await startSandbox({
    intercept: (request) => {
      requests.push(`${request.method} ${request.url}`)
      return interfere?.(request)
    },
  })
})
afterAll(() => sandbox.close())
afterEach(() => {
  interfere = null
  requests = []
})

const tenant = () => sandbox.env.JITSUDO_TENANT_ID
const connect = (more: Settings = {}) => {
  const { JITSUDO_URL: base_url, JITSUDO_TOKEN: token } = sandbox.env
  const api = jitsudo.connect(
    { base_url, tenant_id: tenant(), token, api_key: null, ...more },
    stillEnvironment().environment,
  )
  if (!api['jitsudo_role']) throw new Error('no operations')
  return api['jitsudo_role']
}

let count = 0
const draft = (scopes: string[] = ['audit.read']) => ({ slug: `role-${(count += 1)}`, name: 'Auditor', scopes })

test('a role stands in paths by its slug; its id is only an attribute', async () => {
  const attributes = draft()
  const role = valueOf(await connect().create(tenant(), attributes, never))
  expect(role.id).toBe(attributes.slug)
  expect(role.attributes).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    slug: attributes.slug,
    is_system: false,
  })
})

test('an API key does as well as a token, and a token goes before it', async () => {
  const keyed = connect({ token: null, api_key: sandbox.env.JITSUDO_API_KEY })
  expect(valueOf(await keyed.create(tenant(), draft(), never)).attributes['created_by']).toBe('api-key:sandbox')
  const both = connect({ api_key: sandbox.env.JITSUDO_API_KEY })
  expect(valueOf(await both.create(tenant(), draft(), never)).attributes['created_by']).toMatch(/^administrator@/)
  const wrong = connect({ token: null, api_key: 'wrong-key-4711' })
  const failure = failureOf(await wrong.list(tenant(), never))
  expect(failure.kind).toBe('unauthenticated')
  expect(failure.detail).toContain('jitsudo.api_key')
  expect(JSON.stringify(failure)).not.toContain('4711')
})

test('the platform rates the role; without scopes it does not', async () => {
  const rated = valueOf(await connect().create(tenant(), draft(['roles.delete']), never))
  expect(rated.attributes['blast_radius']).toEqual({
    level: 'admin',
    summary: expect.any(String),
    warnings: [expect.stringContaining('roles.delete')],
  })
  const empty = valueOf(await connect().create(tenant(), draft([]), never))
  expect(empty.attributes['blast_radius']).toBeNull()
})

test('only what changed is sent, so that a policy has no say in what stays', async () => {
  const prior = draft()
  await connect().create(tenant(), prior, never)
  const sent = await connect().update(tenant(), prior.slug, { prior, planned: { ...prior, name: 'Renamed' } }, never)
  expect(valueOf(sent).attributes).toMatchObject({ name: 'Renamed', scopes: ['audit.read'] })
})

describe('a refusal', () => {
  test('of scopes names them and is about that attribute', async () => {
    const failure = failureOf(await connect().create(tenant(), draft(['audit.read', 'no scope!', '9']), never))
    expect(failure).toMatchObject({ kind: 'invalid', status: 422, path: ['scopes'] })
    expect(failure.detail).toContain('Scopes: no scope!, 9')
    expect(failure.summary).toContain('(invalid_scopes)')
  })

  test('names scopes in details of any shape', async () => {
    const body = {
      code: 'unprocessable',
      message: 'No.',
      details: { errors: [{ value: 'audit.read', why: 'unknown' }] },
    }
    interfere = () => ({ kind: 'answer', status: 422, body: JSON.stringify(body) })
    const failure = failureOf(await connect().create(tenant(), draft(), never))
    expect(failure.path).toEqual(['scopes'])
    expect(failure.detail).toContain('Scopes: audit.read')
  })

  test('of another attribute is about that', async () => {
    const failure = failureOf(await connect().create(tenant(), { ...draft(), name: '' }, never))
    expect(failure).toMatchObject({ kind: 'invalid', path: ['name'] })
  })

  test('by a policy has its notices, one a line', async () => {
    const failure = failureOf(await connect().create(tenant(), draft(['prod.break_glass']), never))
    expect(failure).toMatchObject({ kind: 'forbidden', status: 403 })
    expect(failure.summary).toContain('(policy_denied)')
    expect(failure.detail.split('\n')).toContainEqual(expect.stringMatching(/^Notice: break-glass-needs-review/))
  })

  test('for another tenant is about tenant_id', async () => {
    const failure = failureOf(await connect().list('7f0a8c52-7c47-4b7e-9d0c-7d4a6ac0a111', never))
    expect(failure).toMatchObject({ kind: 'forbidden', path: ['tenant_id'] })
    expect(failure.detail).toContain('belongs to another tenant')
  })

  test('to touch a role of the system says what can be done', async () => {
    const [system] = valueOf(await connect().list(tenant(), never))
    expect(system?.attributes).toMatchObject({ is_system: true })
    const failure = failureOf(await connect().delete(tenant(), system?.id ?? '', never))
    expect(failure.summary).toContain('(system_role)')
    expect(failure.detail).toContain('terraform state rm')
    expect(failure.detail).not.toContain('right to write')
  })

  test('to take a tenant that no header can hold is made here', async () => {
    for (const parent of ['a\nb', '', null]) {
      expect(failureOf(await connect().list(parent, never)).kind).toBe('invalid')
    }
    expect(requests).toEqual([])
  })
})

test('notices that come with a success are passed on', async () => {
  const role = {
    id: 'x',
    slug: 's',
    name: 'n',
    scopes: [],
    is_system: false,
    notices: ['ticket-needed: within a week.'],
  }
  interfere = () => ({ kind: 'answer', status: 200, body: JSON.stringify(role) })
  const answer = await connect().get(tenant(), 's', never)
  expect(answer.ok && answer.warnings).toEqual([
    { summary: expect.stringContaining('JITSudo'), detail: 'ticket-needed: within a week.' },
  ])
})
