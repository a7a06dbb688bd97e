import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AttemptOutcome } from '../../../provider/http/attempt.js'
import { createRateLimiter } from '../../../provider/http/rate-limiter.js'
import { askedWait, mayRepeat, nextStep, nextWhileHeld, waitsOf } from '../../../provider/http/retry.js'

const now = Date.parse('2026-11-25T10:00:00Z')
const reply = (status: number, headers: Record<string, string> = {}): AttemptOutcome => ({
  kind: 'reply',
  status,
  headers,
  text: '',
})
const broken = (sent: boolean, permanent = false): AttemptOutcome => ({ kind: 'broken', reason: '', sent, permanent })

const repeatable = { repeatable: true }
const once = { repeatable: false }
const retry = { maxAttempts: 5, maxWaitSeconds: 120 }
const waits = waitsOf(retry, undefined, now)
/** Of an operation that may take so long, and has the rest of it left. */
const within = (milliseconds: number, left = milliseconds) =>
  waitsOf(retry, { milliseconds, deadline: now + left, setting: '' }, now)
const clock = (random = 0.5) => ({ now: () => now, random: () => random })

describe('a request', () => {
  test.each([408, 500, 502, 503, 504, 520])('that may be done twice is repeated after %s, another is not', (status) => {
    expect(mayRepeat(repeatable, reply(status))).toBe(true)
    expect(mayRepeat(once, reply(status))).toBe(false)
  })

  test.each([200, 301, 400, 401, 403, 404, 405, 409, 422, 501, 505])('is not repeated after %s', (status) => {
    expect(mayRepeat(repeatable, reply(status))).toBe(false)
  })

  test('that was refused for its haste, or never left, is repeated whatever it is', () => {
    expect(mayRepeat(once, reply(429))).toBe(true)
    expect(mayRepeat(once, broken(false))).toBe(true)
    expect(mayRepeat(once, broken(true))).toBe(false)
    expect(mayRepeat(repeatable, broken(true))).toBe(true)
    expect(mayRepeat(repeatable, broken(false, true))).toBe(false)
  })
})

describe('the wait that an answer asks for', () => {
  test.each([
    [429, { 'retry-after': '7' }, 7000],
    [503, { 'retry-after': '0' }, 0],
    [503, { 'retry-after': 'Wed, 25 Nov 2026 10:00:30 GMT' }, 30_000],
    // The server's clock is five minutes behind ours.
    [429, { 'retry-after': 'Wed, 25 Nov 2026 09:55:30 GMT', date: 'Wed, 25 Nov 2026 09:55:00 GMT' }, 30_000],
    [429, { 'retry-after': 'Wed, 25 Nov 2026 09:00:00 GMT' }, 0],
    [429, { 'x-ratelimit-reset': '3600' }, 3_600_000],
    [429, { 'x-ratelimit-reset': `${now / 1000 + 60}` }, 60_000],
    [429, { 'retry-after': '2', 'x-ratelimit-reset': '3600' }, 2000],
    // Every answer of Northflank has it; it is no reason to wait unless the limit was met.
    [503, { 'x-ratelimit-reset': '3600' }, null],
    [429, { 'retry-after': 'soon' }, null],
    [429, { 'retry-after': '-1' }, null],
    [429, {}, null],
  ])('of %s with %j is %s ms', (status, headers, expected) => {
    expect(askedWait(reply(status, { ...headers }), now)).toBe(expected)
  })
})

describe('the next step', () => {
  test('doubles the pause, half of it by chance', () => {
    const pauses = (random: number) =>
      [1, 2, 3, 4].map((attempts) => nextStep(repeatable, reply(500), attempts, waits, clock(random)))
    expect(pauses(0)).toEqual([250, 500, 1000, 2000].map((milliseconds) => ({ kind: 'wait', milliseconds })))
    expect(pauses(1)).toEqual([500, 1000, 2000, 4000].map((milliseconds) => ({ kind: 'wait', milliseconds })))
  })

  test('is to stop after the last attempt', () => {
    expect(nextStep(repeatable, reply(500), 5, waits, clock())).toEqual({ kind: 'stop' })
    expect(nextStep(repeatable, reply(429, { 'retry-after': '1' }), 5, waits, clock())).toEqual({ kind: 'stop' })
  })

  test('is to give up at once where the wait is too long', () => {
    const step = nextStep(once, reply(429, { 'retry-after': '121' }), 1, waits, clock())
    expect(step).toEqual({ kind: 'too-long', milliseconds: 121_000 })
    expect(nextStep(once, reply(429, { 'retry-after': '120' }), 1, waits, clock()).kind).toBe('wait')
  })

  test('never waits less than was asked for, nor much longer than is allowed', () => {
    const wait = fc.integer({ min: 0, max: 200 })
    const attempts = fc.integer({ min: 1, max: 60 })
    const random = fc.double({ min: 0, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(fc.option(wait), attempts, random, (asked, attempt, chance) => {
        const headers: Record<string, string> = asked === null ? {} : { 'retry-after': `${asked}` }
        const step = nextStep(repeatable, reply(429, headers), attempt, { ...waits, maxAttempts: 99 }, clock(chance))
        if (step.kind === 'stop') return false
        if (step.kind === 'late') return false
        if (step.kind === 'too-long') return asked !== null && asked > retry.maxWaitSeconds
        return step.milliseconds >= (asked ?? 0) * 1000 && step.milliseconds <= retry.maxWaitSeconds * 1000 + 1000
      }),
    )
  })
})

describe('the time of one operation', () => {
  test('counts in place of the longest wait, shorter or longer', () => {
    const asked = (seconds: number) => reply(429, { 'retry-after': `${seconds}` })
    expect(nextStep(once, asked(31), 1, within(30_000), clock())).toEqual({ kind: 'too-long', milliseconds: 31_000 })
    expect(nextStep(once, asked(30), 1, within(30_000), clock()).kind).toBe('wait')
    expect(nextStep(once, asked(3000), 1, within(3_600_000), clock()).kind).toBe('wait')
  })

  test('runs on, so that a wait has to fit what is left', () => {
    const step = nextStep(once, reply(429, { 'retry-after': '20' }), 1, within(30_000, 19_000), clock())
    expect(step).toEqual({ kind: 'too-long', milliseconds: 20_000 })
    expect(nextStep(repeatable, reply(500), 1, within(30_000, 100), clock())).toEqual({ kind: 'late' })
    expect(nextStep(repeatable, reply(500), 1, within(30_000, 1000), clock()).kind).toBe('wait')
  })

  test('is all that a role that is still assigned is waited for', () => {
    const held = (milliseconds: number, waited: ReturnType<typeof within>) =>
      nextWhileHeld(reply(409), { tries: 1, milliseconds }, waited, clock())
    expect(held(30_000, within(30_000))).toEqual({ kind: 'stop' })
    expect(held(0, within(30_000, 0))).toEqual({ kind: 'stop' })
    expect(held(121_000, within(3_600_000)).kind).toBe('wait')
  })
})

describe('the pace', () => {
  const still = () => {
    let time = now
    const sleep = async (milliseconds: number): Promise<void> => {
      await Promise.resolve()
      time = Math.max(time, time + milliseconds)
    }
    return { now: () => time, sleep, random: () => 0, attemptMilliseconds: 0 }
  }
  const signal = new AbortController().signal

  test('lets so many through in any second, by method', async () => {
    const timing = still()
    const rateLimiter = createRateLimiter({ POST: 3 }, timing)
    const starts: number[] = []
    for (let index = 0; index < 7; index += 1) {
      await rateLimiter.turn('POST', signal, Infinity)
      await rateLimiter.turn('GET', signal, Infinity)
      starts.push(timing.now() - now)
    }
    expect(starts).toEqual([0, 0, 0, 1000, 1000, 1000, 2000])
  })

  test('holds everything back during a pause, and nothing when stopped', async () => {
    const timing = still()
    const rateLimiter = createRateLimiter({}, timing)
    rateLimiter.pause(5000)
    rateLimiter.pause(1000)
    await rateLimiter.turn('GET', AbortSignal.abort(), Infinity)
    expect(timing.now()).toBe(now)
    await rateLimiter.turn('GET', signal, Infinity)
    expect(timing.now()).toBe(now + 5000)
  })
  test('keeps nobody for a pause that is longer than may be waited', async () => {
    const timing = still()
    const rateLimiter = createRateLimiter({}, timing)
    rateLimiter.pause(60_000)
    expect(await rateLimiter.turn('GET', signal, 30_000)).toEqual({ kind: 'pause', milliseconds: 60_000 })
    expect(timing.now()).toBe(now)
    expect(await rateLimiter.turn('GET', signal, 60_000)).toBeNull()
    expect(timing.now()).toBe(now + 60_000)
  })
})
