import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { afterEach, describe, expect, test } from 'vitest'
import { northflank } from '../../../provider/platforms/northflank/adapter.js'
import type { RoleApi } from '../../../provider/platforms/role-api.js'
import type { MissingOperations, Sandbox, SandboxOptions } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import type { Interference } from '../../../provider/sandbox/service/interference.js'
import { failureOf, never, stillEnvironment, valueOf } from './environment.js'

const open: Sandbox[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
})

type Level = 'org' | 'team'

const start = async (
  method: string | null,
  more: { level?: Level; missing?: MissingOperations; intercept?: SandboxOptions['intercept'] } = {},
) => {
  const requests: string[] = []
  const sandbox = await startSandbox({
    northflank: { missing: more.missing ?? {} },
    intercept: (request) => {
      requests.push(`${request.method} ${request.url}`)
      return more.intercept?.(request)
    },
  })
  open.push(sandbox)
  const { NORTHFLANK_API_TOKEN: token, NORTHFLANK_BASE_URL: base_url, NORTHFLANK_TEAM_ID: team } = sandbox.env
  const level = more.level ?? 'org'
  const apis = northflank.connect({ token, base_url, update_method: method }, stillEnvironment().environment)
  const api: RoleApi | undefined = apis[`northflank_${level}_role`]
  if (!api) throw new Error(`no operations for ${level}`)
  return { api, requests, sandbox, parent: level === 'org' ? null : team }
}

const plain: AttributeValues = {
  name: 'Developer',
  description: 'Develops.',
  permissions: { org_scope: ['o'], team_scope: [], project_scope: ['p'] },
}
const changed = { ...plain, description: 'Role for developers.' }
const teams: AttributeValues = { enabled: true, teams: [{ team_id: 'platform', restrictions: null }] }

const methods = (requests: readonly string[]) => requests.map((request) => request.replace(/ .*/, ''))

describe('an update of a service that', () => {
  test('has PATCH is one PATCH', async () => {
    const { api, requests } = await start('auto')
    const { id } = valueOf(await api.create(null, plain, never))
    requests.length = 0
    expect(valueOf(await api.update(null, id, { prior: plain, planned: changed }, never)).attributes).toMatchObject(
      changed,
    )
    expect(requests).toEqual(['PATCH /v1/org-roles/developer'])
  })

  test.each([404, 405] as const)('answers PATCH with %s is a PUT by id, from then on the first', async (patch) => {
    const { api, requests } = await start(null, { missing: { patch } })
    const { id } = valueOf(await api.create(null, plain, never))
    requests.length = 0
    for (const planned of [changed, plain]) {
      expect(valueOf(await api.update(null, id, { prior: plain, planned }, never)).attributes).toMatchObject(planned)
    }
    expect(methods(requests)).toEqual(['PATCH', 'GET', 'PATCH', 'GET', 'PUT', 'GET', 'PUT'])
  })

  test('changes to PUT says so, once', async () => {
    const { api } = await start('auto', { missing: { patch: 405 } })
    const { id } = valueOf(await api.create(null, plain, never))
    const first = await api.update(null, id, { prior: plain, planned: changed }, never)
    const second = await api.update(null, id, { prior: changed, planned: plain }, never)
    expect(first).toMatchObject({
      warnings: [{ summary: expect.stringContaining('changed by PUT'), detail: expect.stringContaining('405') }],
    })
    expect(second).toMatchObject({ ok: true, warnings: [] })
  })

  test.each([404, 405])('answers PATCH once with a stray %s is asked again, and never by PUT', async (status) => {
    for (const method of ['auto', 'patch']) {
      let left = 1
      const { api, requests } = await start(method, {
        intercept: (request) =>
          request.method === 'PATCH' && (left -= 1) >= 0 ? { kind: 'answer', status, body: 'No.' } : undefined,
      })
      const { id } = valueOf(await api.create(null, plain, never))
      requests.length = 0
      const answer = await api.update(null, id, { prior: plain, planned: changed }, never)
      expect(valueOf(answer).attributes).toMatchObject(changed)
      expect(answer).toMatchObject({ warnings: [] })
      expect(methods(requests)).toEqual(['PATCH', 'GET', 'PATCH'])
    }
  })

  test.each([
    ['GET, HEAD, PUT, DELETE', ['PATCH', 'GET', 'GET', 'PUT']],
    ['GET, patch', ['PATCH', 'GET', 'PATCH', 'GET', 'PUT']],
  ])('says that a role allows %s is believed', async (allow, expected) => {
    const { api, requests } = await start('auto', {
      intercept: ({ method }) => (method === 'PATCH' ? { kind: 'answer', status: 405, headers: { allow } } : undefined),
    })
    const { id } = valueOf(await api.create(null, plain, never))
    requests.length = 0
    expect((await api.update(null, id, { prior: plain, planned: changed }, never)).ok).toBe(true)
    expect(methods(requests)).toEqual(expected)
  })

  test('answers PATCH with 405 and does not show the role gets no PUT', async () => {
    const { api, requests } = await start('auto', {
      missing: { patch: 405 },
      intercept: ({ method }) => (method === 'GET' ? { kind: 'answer', status: 403 } : undefined),
    })
    const { id } = valueOf(await api.create(null, plain, never))
    requests.length = 0
    expect(failureOf(await api.update(null, id, { prior: plain, planned: changed }, never)).status).toBe(405)
    expect(methods(requests)).toEqual(['PATCH', 'GET'])
  })

  test('has neither is refused, and the role is not taken for gone', async () => {
    for (const missing of [
      { patch: 405, putById: 405 },
      { patch: 404, putById: 404 },
    ] as const) {
      const { api } = await start('auto', { missing })
      const { id } = valueOf(await api.create(null, plain, never))
      const failure = failureOf(await api.update(null, id, { prior: plain, planned: changed }, never))
      expect(failure).toMatchObject({ kind: 'unsupported', ambiguous: false })
      expect(failure.summary).toContain('PATCH or PUT')
    }
  })

  test.each([
    ['patch', { patch: 404 }, 'PATCH'],
    ['put', { putById: 404 }, 'PUT'],
  ] as const)('lacks what update_method %s asks for is refused', async (method, missing, name) => {
    const { api } = await start(method, { missing })
    const { id } = valueOf(await api.create(null, plain, never))
    const failure = failureOf(await api.update(null, id, { prior: plain, planned: changed }, never))
    expect(failure.kind).toBe('unsupported')
    expect(failure.summary).toContain(`by ${name}`)
    expect(failure.detail).toContain('update_method')
  })

  test('is behind a gateway that answers PATCH with a page of its own is a PUT as well', async () => {
    const intercept: SandboxOptions['intercept'] = ({ method }): Interference | undefined =>
      method === 'PATCH'
        ? { kind: 'answer', status: 404, body: '<pre>Cannot PATCH /v1/org-roles/developer</pre>' }
        : undefined
    const { api } = await start('auto', { intercept })
    const { id } = valueOf(await api.create(null, plain, never))
    expect((await api.update(null, id, { prior: plain, planned: changed }, never)).ok).toBe(true)
  })

  test('fails the read which tells 404s apart keeps its 404', async () => {
    const intercept: SandboxOptions['intercept'] = ({ method }): Interference | undefined => {
      if (method === 'PATCH') return { kind: 'answer', status: 404, body: '{"error":{"status":404,"message":"no"}}' }
      return method === 'GET' ? { kind: 'answer', status: 500 } : undefined
    }
    const { api } = await start('auto', { intercept })
    expect(failureOf(await api.update(null, 'x', { prior: plain, planned: plain }, never)).status).toBe(404)
  })
})

test('a change whose answer lacks the permissions may have been made, where they cannot be read', async () => {
  let isWritten = false
  const answer = JSON.stringify({ data: { id: 'developer', name: 'Developer' } })
  const { api } = await start('put', {
    intercept: ({ method }) => {
      if (method === 'PUT') isWritten = true
      if (method === 'PUT') return { kind: 'answer', status: 200, body: answer }
      return isWritten ? { kind: 'answer', status: 404, body: '{}' } : undefined
    },
  })
  const { id } = valueOf(await api.create(null, plain, never))
  const failure = failureOf(await api.update(null, id, { prior: plain, planned: changed }, never))
  expect(failure).toMatchObject({ kind: 'no-answer', ambiguous: true })
})

describe('PUT by id', () => {
  test('is the older PUT by id: its answer may lack the permissions, which are then read', async () => {
    // The example of https://northflank.com/docs/v1/api/org/org-roles/replace-org-role
    const example = { id: 'developer', name: 'Developer', description: 'Role for developers.' }
    const intercept: SandboxOptions['intercept'] = ({ method }): Interference | undefined =>
      method === 'PUT' ? { kind: 'answer', status: 200, body: JSON.stringify({ data: example }) } : undefined
    const { api, requests } = await start('put', { intercept })
    const { id } = valueOf(await api.create(null, plain, never))
    requests.length = 0
    const answer = await api.update(null, id, { prior: plain, planned: changed }, never)
    expect(valueOf(answer).attributes['permissions']).toEqual(plain['permissions'])
    expect(methods(requests)).toEqual(['GET', 'PUT', 'GET'])
  })

  test('takes a description away', async () => {
    const { api } = await start('put')
    const { id } = valueOf(await api.create(null, plain, never))
    const planned = { ...plain, description: null }
    expect(valueOf(await api.update(null, id, { prior: plain, planned }, never)).attributes['description']).toBeNull()
  })

  test.each([
    [{ restrictions: teams }, ['restrictions', 'teams']],
    [{ directory_groups: ['g1'] }, ['directory_groups']],
  ] as const)('would lose %j: the plan says so, and nothing is sent', async (more, path) => {
    const { api, requests } = await start('put')
    const { id } = valueOf(await api.create(null, plain, never))
    requests.length = 0
    const change = { prior: plain, planned: { ...plain, ...more } }
    expect(api.planUpdate?.(change)).toMatchObject({ kind: 'unsupported', path })
    expect(failureOf(await api.update(null, id, change, never))).toMatchObject({ kind: 'unsupported', path })
    expect(requests).toEqual([])
    expect(api.planUpdate?.({ prior: change.planned, planned: plain })).toBeNull()
  })

  test.each(['put', 'auto'])('of %s would lose what somebody set in the console: nothing is sent', async (method) => {
    const { api, requests, sandbox } = await start(method, { missing: { patch: 405 } })
    const groups = sandbox.northflank.organizations[0]?.directoryGroupIds ?? []
    for (const [extra, path] of [
      [{ directory_groups: [...groups] }, ['directory_groups']],
      [{ restrictions: teams }, ['restrictions', 'teams']],
    ] as const) {
      const name = `Developer ${path[0]}`
      const { id } = valueOf(await api.create(null, { ...plain, name, ...extra }, never))
      requests.length = 0
      const unmanaged = { prior: { ...plain, name }, planned: { ...changed, name } }
      expect(failureOf(await api.update(null, id, unmanaged, never))).toMatchObject({ kind: 'unsupported', path })
      expect(methods(requests)).not.toContain('PUT')
      // Of what the configuration had and takes away, PUT loses nothing.
      const cleared = { prior: { ...plain, name, ...extra }, planned: { ...changed, name } }
      expect((await api.update(null, id, cleared, never)).ok).toBe(true)
    }
  })

  test('is not chosen by `auto` where it would lose teams', async () => {
    const { api, requests } = await start('auto', { missing: { patch: 405 } })
    expect(api.planUpdate).toBeUndefined()
    const { id } = valueOf(await api.create(null, plain, never))
    const planned = { ...plain, restrictions: teams }
    expect(failureOf(await api.update(null, id, { prior: plain, planned }, never)).kind).toBe('unsupported')
    expect(requests.filter((request) => request.startsWith('PUT'))).toEqual([])
  })

  test('spells the mode of a team role as its generation did, and reads it back', async () => {
    const { api, parent } = await start('put', { level: 'team' })
    const prior = { name: 'Developer', permissions: { team_scope: ['t'], project_scope: [] } }
    const { id } = valueOf(await api.create(parent, prior, never))
    const restrictions = { enabled: true, projects: ['web-shop'], restriction_mode: 'notIn' }
    const answer = await api.update(parent, id, { prior, planned: { ...prior, restrictions } }, never)
    expect(valueOf(answer).attributes['restrictions']).toEqual(restrictions)
  })
})

describe('a role', () => {
  test('loses its description only where the service lets go of it; the rest of the change is made', async () => {
    const { api, requests } = await start('auto')
    const { id } = valueOf(await api.create(null, plain, never))
    requests.length = 0
    const planned = {
      ...plain,
      description: null,
      permissions: { org_scope: [], team_scope: ['t'], project_scope: [] },
    }
    const role = valueOf(await api.update(null, id, { prior: plain, planned }, never))
    expect(role.attributes).toMatchObject({ description: 'Develops.', permissions: planned.permissions })
    expect(requests).toHaveLength(2)
  })

  test('that is wrong in more than the description fails with what is wrong', async () => {
    const { api } = await start('auto')
    const { id } = valueOf(await api.create(null, plain, never))
    const restrictions = { enabled: true, teams: [{ team_id: '!', restrictions: null }] }
    const planned = { ...plain, description: null, restrictions }
    const failure = failureOf(await api.update(null, id, { prior: plain, planned }, never))
    expect(failure).toMatchObject({ kind: 'invalid', status: 400 })
    expect(failure.detail).toContain('restrictions.teams.0.teamId')
  })

  test('that is wrong says which attribute', async () => {
    const { api } = await start('auto')
    const failure = failureOf(await api.create(null, { ...plain, description: 'ä'.repeat(3) }, never))
    expect(failure).toMatchObject({ kind: 'invalid', path: ['description'] })
    expect(failure.summary).toContain('(validation)')
  })

  test('that every organization has tells no date', async () => {
    const { api } = await start('auto')
    const listed = valueOf(await api.list(null, never))
    expect(listed.map(({ id, updatedAt }) => [id, updatedAt])).toEqual([
      ['admin', null],
      ['default', null],
      ['owner', null],
    ])
  })

  test('whose restrictions are switched off has none', async () => {
    const { api } = await start('auto')
    const made = await api.create(null, { ...plain, restrictions: { enabled: false, teams: [] } }, never)
    expect(valueOf(made).attributes['restrictions']).toBeNull()
  })
})

test.each([
  ['turns in a circle', () => 'same'],
  ['has a new cursor for the same roles each time', (page: number) => `c${page}`],
])('a list that %s is found out', async (_title, cursorAt) => {
  const { api, requests } = await start('auto', {
    intercept: () => {
      const data = { roles: [{ id: 'admin', name: 'Admin' }] }
      const pagination = { hasNextPage: true, cursor: cursorAt(requests.length), count: 1 }
      return { kind: 'answer', status: 200, body: JSON.stringify({ data, pagination }) }
    },
  })
  const failure = failureOf(await api.list(null, never))
  expect(failure.kind).toBe('no-answer')
  expect(failure.detail).toContain('page 2 of the list brings nothing new')
  expect(requests).toHaveLength(2)
})

test('a list may end with an empty page', async () => {
  const { api, requests } = await start('auto', {
    intercept: () => {
      const isFirst = requests.length === 1
      const pagination = isFirst ? { hasNextPage: true, cursor: 'next' } : { hasNextPage: false }
      const body = JSON.stringify({ data: { roles: isFirst ? [{ id: 'admin', name: 'Admin' }] : [] }, pagination })
      return { kind: 'answer', status: 200, body }
    },
  })
  expect(valueOf(await api.list(null, never))).toHaveLength(1)
  expect(requests).toHaveLength(2)
})

test('the base URL may end in the version', async () => {
  const { sandbox } = await start('auto')
  const { NORTHFLANK_API_TOKEN: token, NORTHFLANK_BASE_URL: url } = sandbox.env
  for (const base_url of [`${url}/v1`, `${url}/v1/`, `${url}//`]) {
    const apis = northflank.connect({ token, base_url, update_method: null }, stillEnvironment().environment)
    expect((await apis['northflank_org_role']?.list(null, never))?.ok).toBe(true)
  }
})
