/** Clients of one credential share what is left of its limit, whoever made them. */
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { readBudget, usualHeaders } from '../../../provider/http/budget.js'
import { createClient } from '../../../provider/http/client.js'
import { createRateLimiter } from '../../../provider/http/rate-limiter.js'
import { json } from '../../../provider/http/reading.js'
import type { Call, Service } from '../../../provider/http/service.js'
import { failureOf, never, stillEnvironment, valueOf } from '../platforms/environment.js'

const now = Date.parse('2026-11-25T10:00:00Z')

const budget = (remaining: string, reset: string, limit?: string) =>
  readBudget(
    {
      'x-ratelimit-remaining': remaining,
      'x-ratelimit-reset': reset,
      ...(limit !== undefined && { 'x-ratelimit-limit': limit }),
    },
    usualHeaders,
    now,
  )

test.each([
  [budget('0', '3600', '1000'), { limit: 1000, remaining: 0, reset: 3_600_000 }],
  [budget('12', `${now / 1000 + 60}`), { limit: null, remaining: 12, reset: 60_000 }],
  [budget('0', 'soon'), null],
  [budget('-1', '60'), null],
  [readBudget({ 'x-ratelimit-remaining': '0' }, usualHeaders, now), null],
])('what is left of a limit is read from an answer: %j', (read, expected) => {
  expect(read).toEqual(expected)
})

describe('a limiter', () => {
  const still = () => {
    let time = now
    return {
      now: () => time,
      sleep: async (milliseconds: number): Promise<void> => {
        time += milliseconds
      },
      random: () => 0,
      attemptMilliseconds: 0,
    }
  }
  const { signal } = never

  test('waits for the end of a window that is used up, or says at once that it is too long', async () => {
    const timing = still()
    const limiter = createRateLimiter({}, timing)
    limiter.hear('GET', { limit: 10, remaining: 0, reset: 60_000 })
    limiter.hear('GET', { limit: 10, remaining: 1, reset: 61_000 })
    expect(await limiter.turn('POST', signal, 59_999)).toEqual({ kind: 'spent', milliseconds: 60_000 })
    expect(timing.now()).toBe(now)
    expect(await limiter.turn('POST', AbortSignal.abort(), 10)).toBeNull()
    expect(await limiter.turn('POST', signal, 60_000)).toBeNull()
    expect(timing.now()).toBe(now + 60_000)
    expect(await limiter.turn('GET', signal, 0)).toBeNull()
  })

  test('holds back one method where each has its own limit, and takes its pace from what answers say', async () => {
    const timing = still()
    const limiter = createRateLimiter({ POST: 1 }, timing, true)
    limiter.hear('DELETE', { limit: 5, remaining: 0, reset: 1000 })
    expect(await limiter.turn('GET', signal, 0)).toBeNull()
    expect(await limiter.turn('DELETE', signal, 0)).toEqual({ kind: 'spent', milliseconds: 1000 })
    limiter.hear('POST', { limit: 2, remaining: 2, reset: 1000 })
    const starts: number[] = []
    for (let index = 0; index < 4; index += 1) {
      await limiter.turn('POST', signal)
      starts.push(timing.now() - now)
    }
    expect(starts).toEqual([0, 0, 1000, 1000])
    // A limit by the hour is no pace.
    limiter.hear('POST', { limit: 1000, remaining: 900, reset: 3_600_000 })
    await limiter.turn('POST', signal)
    expect(timing.now() - now).toBe(2000)
  })
})

describe('clients', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  })

  /** A service that grants each credential so many requests. */
  const serve = async (granted: number, reset: number) => {
    const used = new Map<string, number>()
    const server = createServer((request, response) => {
      const credential = request.headers.authorization ?? ''
      used.set(credential, (used.get(credential) ?? 0) + 1)
      const remaining = granted - (used.get(credential) ?? 0)
      const headers = { 'x-ratelimit-remaining': `${Math.max(remaining, 0)}`, 'x-ratelimit-reset': `${reset}` }
      response.writeHead(remaining < 0 ? 429 : 200, headers).end('{}')
    })
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    return { url: `http://127.0.0.1:${port}`, used }
  }

  const service = (baseUrl: string, token: string): Service => ({
    title: 'Roles',
    baseUrl,
    baseUrlSetting: 'roles.base_url',
    httpSetting: null,
    version: null,
    headers: { authorization: token },
    secrets: [token],
    credentialSetting: 'roles.token',
    perSecond: {},
    budget: { headers: usualHeaders, perMethod: false },
    holders: 'people',
    readError: () => null,
  })

  const read: Call = {
    operation: 'read',
    method: 'GET',
    path: ['x'],
    repeatable: true,
    action: 'read x',
    permission: 'a right',
  }
  const whole = json((value) => ({ value }))

  test('of one credential wait together, those of another do not', async () => {
    const { url, used } = await serve(2, 60)
    const { environment, waits } = stillEnvironment()
    const client = (token: string, path = '') => createClient(service(`${url}${path}`, token), environment)
    valueOf(await client('one-4711').send(read, whole, never))
    valueOf(await client('one-4711').send(read, whole, never))
    valueOf(await client('other-4711').send(read, whole, never))
    expect(waits).toEqual([])
    used.clear()
    valueOf(await client('one-4711', '/below').send({ ...read, method: 'DELETE' }, whole, never))
    expect(waits).toHaveLength(1)
    expect(waits[0]).toBeGreaterThan(59_000)
    expect(waits[0]).toBeLessThanOrEqual(60_000)
  })

  test('send nothing where the wait is too long, and say when to come back', async () => {
    const { url, used } = await serve(1, 3600)
    const { environment, waits } = stillEnvironment()
    const client = () => createClient(service(url, 'one-4711'), environment)
    valueOf(await client().send(read, whole, never))
    const failure = failureOf(await client().send({ ...read, operation: 'create', method: 'POST' }, whole, never))
    expect(failure).toMatchObject({ kind: 'rate-limited', status: null, ambiguous: false })
    expect(failure.summary).toBe('Roles could not read x: the rate limit is used up')
    expect(failure.detail).toMatch(/^POST \S+: not sent, as earlier answers .* nothing is left of its limit\.$/m)
    expect(failure.detail).toMatch(
      /Come back in (59|60) minutes, after \d{4}-\d\d-\d\d \d\d:\d\d UTC; .*max_wait_seconds/,
    )
    expect(failure.detail).not.toContain('4711')
    expect([...used.values()]).toEqual([1])
    expect(waits).toEqual([])
  })
})
