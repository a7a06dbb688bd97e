import type { AttributeValue, AttributeValues } from '@rolecall/shared/model/role.js'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { RemoteRole, RoleApi, Settings } from '../../../provider/platforms/role-api.js'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import type { Interference, SandboxRequest } from '../../../provider/sandbox/service/interference.js'
import { failureOf, never, stillEnvironment, valueOf } from './environment.js'
import { subjects } from './subjects.js'

let sandbox: Sandbox
let interfere: ((request: SandboxRequest) => Interference | undefined) | null = null
let requests: SandboxRequest[] = []

beforeAll(async () => {
  sandbox = await startSandbox({
    intercept: (request) => {
      requests.push(request)
      return interfere?.(request)
    },
  })
})
afterAll(() => sandbox.close())
afterEach(() => {
  interfere = null
  requests = []
})

/** Breaks the next requests, one after the other; those after them are let through. */
const breakNext = (...broken: readonly Interference[]): void => {
  const left = [...broken]
  interfere = () => left.shift()
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Interference => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

const html = (status: number): Interference => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>Blocked by the gate</title></head><body>No.</body></html>',
})

let count = 0
const nextName = (): string => `Role-${(count += 1)}`

/** Sets compare in any order. */
const sorted = (value: AttributeValue | undefined): unknown => {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, sorted(inner)]))
}

const expectAttributes = (role: RemoteRole, expected: AttributeValues): void => {
  const shown = Object.fromEntries(Object.keys(expected).map((name) => [name, sorted(role.attributes[name])]))
  expect(shown).toEqual(sorted(expected))
}

describe.each(subjects)('$roleType', (subject) => {
  const { roleType, adapter, clears, changes, writePermission } = subject
  const attributeNames = () => {
    const type = adapter.platform.roleTypes.find(({ name }) => name === roleType)
    if (!type) throw new Error(`no type ${roleType}`)
    const others =
      adapter.platform.blastRadius === 'catalog' ? [type.parent?.attribute, 'blast_radius'] : [type.parent?.attribute]
    return Object.keys(type.attributes).filter((name) => !others.includes(name))
  }
  const settings = (): Settings => subject.settings(sandbox)
  const parent = () => subject.parent(sandbox)
  const full = (name = nextName()): AttributeValues => subject.full(name, sandbox)

  const connect = (more: Settings = {}, options: Parameters<typeof stillEnvironment>[0] = {}) => {
    const still = stillEnvironment(options)
    const api: RoleApi | undefined = adapter.connect({ ...settings(), ...more }, still.environment)[roleType]
    if (!api) throw new Error(`no operations for ${roleType}`)
    return { api, ...still }
  }
  const api = () => connect().api
  const make = async (attributes = full()): Promise<RemoteRole> =>
    valueOf(await api().create(parent(), attributes, never))
  const change = (planned: AttributeValues, prior: AttributeValues) => ({ prior, planned })

  describe('a role', () => {
    test('is made and read with every attribute of its type', async () => {
      const attributes = full()
      const made = await make(attributes)
      expectAttributes(made, attributes)
      expect(Object.keys(made.attributes).sort()).toEqual(attributeNames().sort())
      expect(made.updatedAt).toMatch(/^\d{4}-\d\d-\d\dT/)

      const read = await api().get(parent(), made.id, never)
      expect(valueOf(read)).toEqual(made)
      expect(read).toMatchObject({ ok: true, serverTime: expect.any(Number), warnings: [] })
    })

    test('is found in a list, also beyond a page, with what lists carry', async () => {
      const made: RemoteRole[] = []
      for (let index = 0; index < 105; index += 1) made.push(await make())
      requests = []
      const listed = valueOf(await api().list(parent(), never))
      const ids = new Set(listed.map(({ id }) => id))
      expect(made.filter(({ id }) => !ids.has(id))).toEqual([])
      expect(ids.size).toBe(listed.length)
      const last = made.at(-1)
      const row = listed.find(({ id }) => id === last?.id)
      expect(last?.attributes).toMatchObject(row?.attributes ?? {})
      expect(requests.length).toBe(adapter.platform.key === 'jitsudo' ? 1 : Math.ceil(listed.length / 100))
    })

    test.each(changes)('takes $to', async ({ to, then }) => {
      const prior = full()
      const made = await make(prior)
      const planned = { ...prior, ...to }
      const changed = valueOf(await api().update(parent(), made.id, change(planned, prior), never))
      expectAttributes(changed, { ...planned, ...then })
      expect(valueOf(await api().get(parent(), made.id, never))).toEqual(changed)
    })

    test.each(clears)('loses what becomes $to', async ({ to, then }) => {
      const prior = full()
      const made = await make(prior)
      const planned = { ...prior, ...to }
      const changed = valueOf(await api().update(parent(), made.id, change(planned, prior), never))
      expectAttributes(changed, { ...planned, ...then })
    })

    test('is made with what is required alone', async () => {
      const type = adapter.platform.roleTypes.find(({ name }) => name === roleType)
      const required = Object.fromEntries(
        Object.entries(full()).filter(([name]) => type?.attributes[name]?.presence === 'required'),
      )
      const made = await make(required)
      expectAttributes(made, { ...required, description: null })
      const changed = await api().update(parent(), made.id, change(required, required), never)
      expectAttributes(valueOf(changed), { ...required, description: null })
    })

    test('is deleted once; then nothing finds it', async () => {
      const { id } = await make()
      expect(valueOf(await api().delete(parent(), id, never))).toBeNull()
      for (const answer of [
        await api().get(parent(), id, never),
        await api().delete(parent(), id, never),
        await api().update(parent(), id, change(full(), full()), never),
      ]) {
        expect(failureOf(answer)).toMatchObject({ kind: 'not-found', status: 404, ambiguous: false })
      }
    })

    test('conflicts with one of the same name', async () => {
      const attributes = full()
      await make(attributes)
      const failure = failureOf(await api().create(parent(), attributes, never))
      expect(failure).toMatchObject({ kind: 'conflict', status: subject.taken.status, ambiguous: false })
    })

    test('whose id would leave its place in the path is never asked for', async () => {
      for (const id of ['', '.', '..']) {
        expect(failureOf(await api().delete(parent(), id, never))).toMatchObject({ kind: 'invalid', ambiguous: false })
      }
      for (const id of ['../x', 'a/b', 'a?b', 'a#b', '%2e%2e']) {
        expect(failureOf(await api().get(parent(), id, never)).kind).toBe('not-found')
      }
      expect(requests.every(({ method }) => method === 'GET')).toBe(true)
    })
  })

  describe('a credential', () => {
    test('that is wrong is named by its setting, never shown, and not tried again', async () => {
      const token = 'wrong-token-4711'
      const { api: stranger, log } = connect({ token })
      const failure = failureOf(await stranger.create(parent(), full(), never))
      expect(failure).toMatchObject({ kind: 'unauthenticated', status: 401, ambiguous: false })
      expect(failure.detail).toContain(`${adapter.platform.key}.token`)
      expect(failure.detail).toMatch(writePermission)
      expect(requests).toHaveLength(1)
      expect(JSON.stringify([failure, log])).not.toContain(token)
    })

    test('that the server repeats in its complaint is not shown either', async () => {
      const token = 'wrong-token-4711'
      breakNext(json(400, subject.envelope(400, `bad token ${token}\u001b[31m`)))
      const failure = failureOf(await connect({ token }).api.get(parent(), 'x', never))
      expect(failure.detail).toContain('bad token ***')
      expect(JSON.stringify(failure)).not.toContain('u001b')
      breakNext({ kind: 'answer', status: 502, body: `upstream said ${token}` })
      expect(
        failureOf(await connect({ token }, { maxAttempts: 1 }).api.get(parent(), 'x', never)).detail,
      ).not.toContain(token)
    })

    test('that may only read is told which permission it lacks', async () => {
      const { api: reader } = connect({ token: subject.readOnly(sandbox) })
      const { id } = await make()
      expect(valueOf(await reader.get(parent(), id, never)).id).toBe(id)
      for (const answer of [
        await reader.create(parent(), full(), never),
        await reader.update(parent(), id, change(full(), full()), never),
        await reader.delete(parent(), id, never),
      ]) {
        const failure = failureOf(answer)
        expect(failure.kind).toBe(subject.forbidden)
        expect(failure.detail).toMatch(writePermission)
      }
    })

    test('with a line break is refused before it is sent', async () => {
      const failure = failureOf(await connect({ token: 'abc-secret\n' }).api.get(parent(), 'x', never))
      expect(failure).toMatchObject({ kind: 'invalid', status: null })
      expect(failure.detail).toContain('trimspace')
      expect(failure.detail).not.toContain('abc-secret')
      expect(requests).toEqual([])
    })

    test('does not reach another place', async () => {
      const { kind, parent: other = subject.parent, token } = subject.elsewhere
      const { api: stranger } = connect(token ? { token: token(sandbox) } : {})
      expect(failureOf(await stranger.list(other(sandbox), never))).toMatchObject({ kind, ambiguous: false })
      expect(failureOf(await stranger.create(other(sandbox), full(), never)).kind).toBe(kind)
    })
  })

  describe('a bad network', () => {
    const failing = json(500, subject.envelope(500, 'it hurts'))

    test('is tried again where the request can bear it', async () => {
      const prior = full()
      const { id } = await make(prior)
      for (const broken of [failing, { kind: 'lose-request' }, { kind: 'lose-answer' }, html(503)] as const) {
        breakNext(broken, broken)
        const { api: patient, waits } = connect()
        expect(valueOf(await patient.get(parent(), id, never)).id).toBe(id)
        expect(waits).toEqual([375, 750])
        breakNext(broken)
        expect(valueOf(await patient.update(parent(), id, change(prior, prior), never)).id).toBe(id)
      }
      breakNext({ kind: 'lose-answer' })
      expect(failureOf(await api().delete(parent(), id, never))).toMatchObject({ kind: 'not-found', ambiguous: true })
    })

    test('is given up at last, with the number of attempts', async () => {
      const always = Array<Interference>(9).fill(failing)
      breakNext(...always)
      const failure = failureOf(await api().get(parent(), 'x', never))
      expect(failure).toMatchObject({ kind: 'unavailable', status: 500, ambiguous: false })
      expect(failure.detail).toContain('3 attempts')
      expect(failure.detail).toContain('it hurts')
    })

    test('never makes a role twice', async () => {
      for (const broken of [
        failing,
        html(502),
        html(504),
        { kind: 'lose-request' },
        { kind: 'lose-answer' },
      ] as const) {
        requests = []
        breakNext(broken)
        const failure = failureOf(await api().create(parent(), full(), never))
        expect(failure.ambiguous).toBe(true)
        expect(failure.detail).toContain('may have been carried out')
        expect(requests).toHaveLength(1)
      }
    })

    test('is no answer where nothing listens', async () => {
      const { api: lonely } = connect({ base_url: 'http://127.0.0.1:1' })
      const failure = failureOf(await lonely.create(parent(), full(), never))
      expect(failure).toMatchObject({ kind: 'no-answer', status: null, ambiguous: false })
      expect(failure.detail).toContain('nothing accepts connections at 127.0.0.1:1')
      expect(failure.detail).toContain(`${adapter.platform.key}.base_url`)
    })
  })

  describe('a rate limit', () => {
    const limited = (headers: Record<string, string>) => json(429, subject.envelope(429, 'slow down'), headers)

    test.each([
      ['Retry-After in seconds', 'retry-after', () => '7', 7000],
      ['Retry-After as a date', 'retry-after', () => new Date(Date.now() + 3_600_000).toUTCString(), null],
      ['x-ratelimit-reset', 'x-ratelimit-reset', () => '30', 30_000],
    ])('of %s is kept, also for a create', async (_title, header, value, wait) => {
      // Made here: the hour must not begin when the tests are collected.
      breakNext(limited({ [header]: value() }))
      const { api: patient, waits } = connect()
      const answer = await patient.create(parent(), full(), never)
      if (wait === null) {
        expect(failureOf(answer)).toMatchObject({ kind: 'rate-limited', status: 429, ambiguous: false })
        expect(failureOf(answer).detail).toMatch(/Come back in (59|60) minutes, after \d{4}-\d\d-\d\d \d\d:\d\d UTC/)
        return
      }
      expect(answer.ok).toBe(true)
      expect(waits).toHaveLength(1)
      expect(waits[0]).toBeGreaterThanOrEqual(wait)
      expect(waits[0]).toBeLessThan(wait + 1000)
    })

    test('that is too long fails at once', async () => {
      breakNext(limited({ 'x-ratelimit-reset': '3600' }))
      const { api: patient, waits } = connect()
      expect(failureOf(await patient.list(parent(), never))).toMatchObject({ kind: 'rate-limited', ambiguous: false })
      expect(waits).toEqual([])
      expect(requests).toHaveLength(1)
    })
  })

  describe('an answer that is none', () => {
    test.each([
      ['HTML', html(200)],
      ['nothing', { kind: 'answer', status: 200, body: '' } as const],
      ['half of some JSON', { kind: 'answer', status: 200, body: '{"id":' } as const],
      ['another envelope', json(200, { result: { id: 'x' } })],
      ['a list', json(200, [1])],
      ['a role with fields of other types', json(200, { id: 7, data: { id: 7 } })],
    ])('is %s', async (_title, broken) => {
      for (const read of [() => api().get(parent(), 'x', never), () => api().list(parent(), never)]) {
        breakNext(broken)
        expect(failureOf(await read())).toMatchObject({ kind: 'no-answer', ambiguous: false })
      }
      breakNext(broken)
      const failure = failureOf(await api().create(parent(), full(), never))
      expect(failure).toMatchObject({ kind: 'no-answer', status: 200, ambiguous: true })
    })

    test('may be anything at all: there is always an answer or a failure', async () => {
      const body = fc.oneof(
        fc.json(),
        fc.string(),
        fc.jsonValue().map((data) => JSON.stringify({ data, roles: data, error: data })),
      )
      const status = fc.constantFrom(200, 201, 204, 400, 401, 403, 404, 409, 422, 429, 500)
      await fc.assert(
        fc.asyncProperty(status, body, async (code, text) => {
          interfere = () => ({ kind: 'answer', status: code, body: text })
          const { api: patient } = connect({}, { maxAttempts: 1 })
          const answers = [
            await patient.create(parent(), full(), never),
            await patient.list(parent(), never),
            await patient.update(parent(), 'x', change(full(), full()), never),
            await patient.delete(parent(), 'x', never),
          ]
          for (const answer of answers) expect(answer.ok ? answer.value : answer.failure.detail).toBeDefined()
        }),
        { numRuns: 40 },
      )
    })

    test('does not say that a role is gone', async () => {
      const { id } = await make()
      for (const broken of [
        html(404),
        json(404, { message: 'no Route matched' }),
        { kind: 'answer', status: 404 } as const,
      ]) {
        breakNext(broken)
        const failure = failureOf(await api().get(parent(), id, never))
        expect(failure).toMatchObject({ kind: 'no-answer', status: 404 })
        expect(failure.detail).toContain('something in between')
      }
    })

    test('does not say that a role was deleted', async () => {
      const { id } = await make()
      breakNext(html(200))
      expect(failureOf(await api().delete(parent(), id, never)).kind).toBe('no-answer')
    })

    test('redirects, and the credential does not go along', async () => {
      breakNext({
        kind: 'answer',
        status: 307,
        headers: { location: 'https://user:pw@elsewhere.example/login?next=x' },
      })
      const failure = failureOf(await api().get(parent(), 'x', never))
      expect(failure).toMatchObject({ kind: 'no-answer', status: 307 })
      expect(failure.detail).toContain('https://elsewhere.example/login.')
      expect(requests).toHaveLength(1)
    })
  })

  describe('a run that is stopped', () => {
    test('sends nothing new', async () => {
      const stopped = { signal: AbortSignal.abort() }
      const attributes = full()
      for (const answer of [
        await api().create(parent(), attributes, stopped),
        await api().get(parent(), 'x', stopped),
        await api().list(parent(), stopped),
        await api().update(parent(), 'x', change(attributes, attributes), stopped),
        await api().delete(parent(), 'x', stopped),
      ]) {
        expect(failureOf(answer)).toMatchObject({ kind: 'cancelled', ambiguous: false })
      }
      expect(requests).toEqual([])
    })

    test('does not try again, and says that a write may have happened', async () => {
      const { id } = await make()
      const control = new AbortController()
      interfere = () => {
        control.abort()
        return { kind: 'lose-answer' }
      }
      requests = []
      const failure = failureOf(await api().delete(parent(), id, { signal: control.signal }))
      expect(failure).toMatchObject({ kind: 'cancelled', ambiguous: true })
      expect(requests).toHaveLength(1)
    })

    test('finishes a write that is under way', async () => {
      const control = new AbortController()
      interfere = () => {
        control.abort()
        return undefined
      }
      expect((await api().create(parent(), full(), { signal: control.signal })).ok).toBe(true)
    })
  })

  test('a base URL may end in a slash, and what is none is said', async () => {
    const { api: slashed } = connect({ base_url: `${settings()['base_url']}/` })
    expect((await slashed.list(parent(), never)).ok).toBe(true)
    for (const base_url of ['', 'roles.example.com', 'ftp://x', 'https://user:pw@x', 'https://x/?a=b']) {
      const failure = failureOf(await connect({ base_url }).api.list(parent(), never))
      expect(failure.kind).toBe('invalid')
      expect(failure.detail).toContain(`${adapter.platform.key}.base_url`)
      expect(failure.detail).not.toContain('pw')
    }
  })

  test('each request is logged, without what is secret', async () => {
    const { api: logged, log } = connect()
    const { id } = valueOf(await logged.create(parent(), full(), never))
    await logged.get(parent(), id, never)
    expect(log).toHaveLength(2)
    expect(log[1]?.message).toMatch(/^\w+ GET \//)
    expect(log[1]?.fields).toMatchObject({ status: 200, ms: expect.any(Number) })
    expect(JSON.stringify(log)).not.toContain(settings()['token'])
  })
})
