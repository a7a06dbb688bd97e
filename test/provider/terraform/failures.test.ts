import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { errorsOf } from './support/errors.js'
import type { Kind } from './support/kinds.js'
import { kindNames, kindOf } from './support/kinds.js'
import type { Session } from './support/session.js'
import { hurried, startSession } from './support/session.js'
import type { Workspace } from './support/workspace.js'

let session: Session
let workspace: Workspace

beforeAll(async () => {
  session = await startSession()
})
afterAll(() => session.close())
beforeEach(async () => {
  workspace = await session.workspace()
})
afterEach(() => {
  session.interfere()
  Object.assign(session.environment, session.sandbox.env)
})

const answer = (status: number, body = '', headers: Record<string, string> = {}) =>
  ({ kind: 'answer', status, body, headers }) as const

describe.each(kindNames)('%s', (name) => {
  let kind: Kind
  let address: string

  beforeAll(() => {
    kind = kindOf(name, session.sandbox)
    address = `${kind.type}.x`
  })

  const write = (label: string, provider: object = {}) =>
    workspace.write({ provider: { rolecall: provider }, resource: { [kind.type]: { x: kind.full(label) } } })

  test.each([
    ['a server error', () => answer(500, '{"message":"boom"}'), /500|answer|unavailable/i],
    [
      'a page from something in front',
      () => answer(502, '<html>Bad gateway</html>', { 'content-type': 'text/html' }),
      /502/,
    ],
    ['an answer that is no JSON', () => answer(200, '{"half":'), /cannot be read|JSON/i],
    ['an answer of another shape', () => answer(200, '{"surprise":true}'), /cannot be read|missing|expected/i],
    ['a lost answer', () => ({ kind: 'lose-answer' }) as const, /answer|connection/i],
  ])('%s to a read keeps the state', async (_title, interference, says) => {
    await write('Kept')
    expect((await workspace.apply()).code).toBe(0)
    const before = await workspace.attributes(address)
    session.interfere(interference)
    const plan = await workspace.plan()
    expect(plan.code).toBe(1)
    expect(errorsOf(plan)).toEqual([expect.stringMatching(says)])
    expect(await workspace.attributes(address)).toEqual(before)
    session.interfere()
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('a delete that fails keeps the state, and the next one goes through', async () => {
    await write('Undeleted')
    await workspace.apply()
    const before = await workspace.attributes(address)
    session.interfere(({ method }) => (method === 'DELETE' ? answer(503) : undefined))
    expect((await workspace.destroy()).code).toBe(1)
    expect(await workspace.attributes(address)).toEqual(before)
    session.interfere()
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('an update that fails keeps what was, and the next one goes through', async () => {
    await write('Updated')
    await workspace.apply()
    const before = await workspace.attributes(address)
    await workspace.write({
      resource: { [kind.type]: { x: { ...kind.full('Updated'), description: 'Other words.' } } },
    })
    session.interfere(({ method }) => (method === 'GET' ? undefined : answer(503)))
    const failed = await workspace.apply()
    expect(failed.code).toBe(1)
    expect(errorsOf(failed)).toHaveLength(1)
    expect(await workspace.attributes(address)).toEqual(before)
    session.interfere()
    expect((await workspace.apply()).code).toBe(0)
    expect(await workspace.attributes(address)).toMatchObject({ description: 'Other words.' })
    await workspace.destroy()
  })

  test('a create without an answer is found again, and made once', async () => {
    await write('Lost')
    session.requests()
    session.interfere(({ method }) => (method === 'POST' ? { kind: 'lose-answer' } : undefined))
    const applied = await workspace.apply()
    expect(errorsOf(applied)).toEqual([])
    expect(applied.code).toBe(0)
    expect(session.requests().filter(({ method }) => method === 'POST')).toHaveLength(1)
    session.interfere()
    expect((await workspace.plan()).code).toBe(0)
    await workspace.destroy()
    expect(await kind.remote.find('Lost')).toBeNull()
  })

  test('a create that was lost on the way is not sent again', async () => {
    await write('Unsent')
    session.requests()
    session.interfere(({ method }) => (method === 'POST' ? { kind: 'lose-request' } : undefined))
    const applied = await workspace.apply()
    expect(errorsOf(applied)).toEqual([expect.stringMatching(/The role "Unsent" may have been created/)])
    expect(session.requests().filter(({ method }) => method === 'POST')).toHaveLength(1)
    expect(await workspace.attributes(address)).toBeUndefined()
    session.interfere()
    expect((await workspace.apply()).code).toBe(0)
    await workspace.destroy()
  })

  test('a create whose answer cannot be read is not sent again', async () => {
    await write('Garbled')
    session.requests()
    session.interfere(({ method }) => (method === 'POST' ? answer(200, '{"half":') : undefined))
    expect(errorsOf(await workspace.apply())).toEqual([
      expect.stringMatching(/The role "Garbled" may have been created/),
    ])
    expect(session.requests().filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  test('a create that is refused leaves nothing behind', async () => {
    await write('Refused')
    session.interfere(({ method }) => (method === 'POST' ? answer(500, '{}') : undefined))
    expect((await workspace.apply()).code).toBe(1)
    expect(await workspace.attributes(address)).toBeUndefined()
  })

  test('a role that exists is an error with a block that imports it', async () => {
    const id = await kind.remote.create('Taken', kind.rich)
    await workspace.write({ resource: { [kind.type]: { x: kind.full('Taken') } } })
    const applied = await workspace.apply()
    const [message = '', ...more] = errorsOf(applied)
    expect(more).toEqual([])
    expect(message).toContain(`A role with the ${kind.label} "Taken" exists`)
    expect(message).toContain(id)
    const block = /import \{[^}]+\}/.exec(message)?.[0] ?? ''
    await workspace.file('import.tf', block.replace('NAME', 'x'))
    const imported = await workspace.apply()
    expect(errorsOf(imported)).toEqual([])
    expect((await workspace.plan()).code).toBe(0)
    await workspace.remove('import.tf')
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('wrong credentials, none at all, and a service that is not there', async () => {
    await write('Unreached')
    await workspace.apply()
    const wrong = Object.fromEntries(
      Object.keys(session.environment)
        .filter((each) => /TOKEN|API_KEY/.test(each))
        .map((each) => [each, 'wrong-credential-0123456789']),
    )
    Object.assign(session.environment, wrong)
    expect(errorsOf(await workspace.plan())).toEqual([expect.stringMatching(/401|403/)])
    for (const each of Object.keys(wrong)) session.environment[each] = ''
    expect(errorsOf(await workspace.plan())).toEqual([
      expect.stringMatching(/is not configured[\s\S]*_(TOKEN|API_KEY)/),
    ])
    Object.assign(session.environment, session.sandbox.env)
    for (const each of ['ASTRO_API_URL', 'NORTHFLANK_BASE_URL', 'JITSUDO_URL'])
      session.environment[each] = 'http://127.0.0.1:9'
    expect(errorsOf(await workspace.plan())).toEqual([expect.stringMatching(/127\.0\.0\.1:9/)])
    Object.assign(session.environment, session.sandbox.env)
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('a base URL below which nothing is does not make roles gone', async () => {
    await write('Elsewhere')
    await workspace.apply()
    const before = await workspace.attributes(address)
    for (const each of ['ASTRO_API_URL', 'NORTHFLANK_BASE_URL', 'JITSUDO_URL'])
      session.environment[each] += '/elsewhere'
    const says = expect.stringMatching(
      /answers 404 for the role "Elsewhere" and for the list[\s\S]*(ASTRO_API|NORTHFLANK_BASE|JITSUDO)_URL\) is wrong/,
    )
    expect(errorsOf(await workspace.plan())).toEqual([says])
    expect(errorsOf(await workspace.destroy('-refresh=false'))).toEqual([says])
    expect(await workspace.attributes(address)).toEqual(before)
    await workspace.write({ resource: { [kind.type]: { x: kind.full('Elsewhere'), y: kind.full('Imported') } } })
    const id = kind.parent ? `${kind.parent.value}/some-id` : 'some-id'
    expect((await workspace.run(['import', '-no-color', `${kind.type}.y`, id])).stderr).toContain(
      'answers 404 for the role "some-id"',
    )
    Object.assign(session.environment, session.sandbox.env)
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('a limit that asks for a long wait ends the run and says how long', async () => {
    await write('Limited', { retry: { max_attempts: 2, max_wait_seconds: 5 } })
    await workspace.apply()
    session.interfere(() => answer(429, '{}', { 'retry-after': '600', 'x-ratelimit-reset': '600' }))
    expect(errorsOf(await workspace.plan())).toEqual([expect.stringMatching(/600|10 minutes|come back|again/i)])
    session.interfere()
    let left = 1
    session.interfere(() => ((left -= 1) >= 0 ? answer(429, '{}', { 'retry-after': '1' }) : undefined))
    expect((await workspace.plan()).code).toBe(0)
    session.interfere()
    await workspace.destroy()
  })
})

describe('a place that is wrong', () => {
  test.each([
    [
      'an organization that is none',
      'rolecall_astro_role',
      {
        name: 'x',
        permissions: ['deployment.get'],
        scope_type: 'DEPLOYMENT',
        organization_id: 'clnothere0000000000000000',
      },
    ],
    ['a team that is none', 'rolecall_northflank_team_role', { name: 'xyz', permissions: {}, team_id: 'nowhere' }],
    [
      'a tenant of somebody else',
      'rolecall_jitsudo_role',
      { slug: 'x', name: 'x', scopes: [], tenant_id: '9d3f5a94-3f7c-4f43-8ac6-5f5f2a0f0a11' },
    ],
  ])('%s', async (_title, type, role) => {
    await workspace.write({ resource: { [type]: { x: role } } })
    const errors = errorsOf(await workspace.apply())
    expect(errors).toEqual([expect.stringMatching(/401|403|404/)])
  })

  test('none at all is said in the plan', async () => {
    session.environment['ASTRO_ORGANIZATION_ID'] = ''
    await workspace.write({
      resource: {
        rolecall_astro_role: { x: { name: 'x', permissions: ['deployment.get'], scope_type: 'DEPLOYMENT' } },
      },
    })
    expect(errorsOf(await workspace.plan())).toEqual([
      expect.stringMatching(/organization of the role is not set[\s\S]*ASTRO_ORGANIZATION_ID/),
    ])
  })
})

test('credentials that are known only after apply: planning a create goes on, a read says which', async () => {
  const { ASTRO_API_TOKEN: token } = session.sandbox.env
  session.environment['ASTRO_API_TOKEN'] = ''
  const role = { name: 'Late token', permissions: ['deployment.get'], scope_type: 'DEPLOYMENT' }
  const configuration = (data: object) => ({
    provider: { rolecall: { astro: { token: '${terraform_data.token.output}' } } },
    resource: { terraform_data: { token: data }, rolecall_astro_role: { x: role } },
  })
  await workspace.write(configuration({ input: token }))
  expect(errorsOf(await workspace.plan())).toEqual([])
  expect(errorsOf(await workspace.apply())).toEqual([])
  expect((await workspace.plan()).code).toBe(0)
  await workspace.write(configuration({ input: token, triggers_replace: 'again' }))
  expect(errorsOf(await workspace.plan())).toEqual([expect.stringMatching(/astro\.token is known/)])
  await workspace.write(configuration({ input: token }))
  expect((await workspace.destroy()).code).toBe(0)
})

test('a name that Northflank takes for another one is an error with that one in it', async () => {
  const kind = kindOf('northflank_org_role', session.sandbox)
  const id = await kind.remote.create('On call')
  await workspace.write({ resource: { [kind.type]: { x: kind.minimal('on-call') } } })
  expect(errorsOf(await workspace.apply())).toEqual([
    expect.stringMatching(new RegExp(`"On call"[\\s\\S]*id = "${id}"`)),
  ])
  await kind.remote.remove(id)
})

test('roles of the platform itself are not offered for import', async () => {
  await workspace.write({
    resource: { rolecall_jitsudo_role: { x: { slug: 'system-member', name: 'x', scopes: [] } } },
  })
  expect(errorsOf(await workspace.apply())).toEqual([expect.stringContaining('belongs to JITSudo itself')])
  await workspace.write({ resource: { rolecall_northflank_org_role: { x: { name: 'Owner', permissions: {} } } } })
  expect(errorsOf(await workspace.apply())).toEqual([expect.stringContaining('belongs to Northflank itself')])
})

test('a service that takes a request and says nothing', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const impatient = await startSession({ timing: { ...hurried, attemptMilliseconds: 100 } })
  impatient.environment['JITSUDO_URL'] = `http://127.0.0.1:${port}`
  const own = await impatient.workspace()
  await own.write({ resource: { rolecall_jitsudo_role: { x: { slug: 'x', name: 'x', scopes: [] } } } })
  expect(errorsOf(await own.apply())).toEqual([expect.stringMatching(/did not finish its answer within/)])
  silent.closeAllConnections()
  silent.close()
  await impatient.close()
})

test('a base URL that cannot be one is said once, before any role, and not repeated: it may hold a password', async () => {
  const role = { name: 'x', permissions: ['deployment.get'], scope_type: 'DEPLOYMENT' }
  await workspace.write({
    variable: { url: { sensitive: true, default: 'https://me:hunter2@roles.example.com' } },
    provider: { rolecall: { astro: { base_url: '${var.url}' } } },
    resource: { rolecall_astro_role: { x: role, y: { ...role, name: 'y' } } },
  })
  const plan = await workspace.plan()
  expect(errorsOf(plan)).toEqual(['astro.base_url cannot be used\nIt must not hold a user name or a password.'])
  expect(JSON.stringify(plan)).not.toContain('hunter2')
})
