import type { TimeLimit } from './answer.js'
import type { AttemptOutcome } from './attempt.js'
import { seconds, untilReset, usualHeaders } from './budget.js'
import type { Retry, Timing } from './environment.js'
import type { Call } from './service.js'

const firstPause = 500
const longestPause = 30_000

/** Milliseconds that are added at most to a wait that a platform asks for. */
export const longestScatter = 1000

/** Answers that another try can better. 501 and 505 say what the server is, not how it fares. */
const isPassing = (status: number): boolean => status === 408 || (status >= 500 && status !== 501 && status !== 505)

/**
 * Whether a request may be sent once more. One that was refused for coming too soon, or that never
 * left, did nothing, so this holds for any; others must bear being carried out twice.
 */
export const mayRepeat = (call: Pick<Call, 'repeatable'>, outcome: AttemptOutcome): boolean => {
  if (outcome.kind === 'broken') return !outcome.permanent && (call.repeatable || !outcome.sent)
  return outcome.status === 429 || (call.repeatable && isPassing(outcome.status))
}

/** By the server's own clock where it tells it: ours may be wrong. */
const untilDate = (text: string | undefined, headers: Readonly<Record<string, string>>, now: number): number | null => {
  // Of much that is no date `Date.parse` makes one.
  const date = /^[A-Z][a-z]{2}/.test(text ?? '') ? Date.parse(text ?? '') : NaN
  if (Number.isNaN(date)) return null
  const serverNow = Date.parse(headers['date'] ?? '')
  return Math.max(date - (Number.isNaN(serverNow) ? now : serverNow), 0)
}

/** The milliseconds that an answer asks its caller to wait; null where it does not say. */
export const askedWait = (outcome: AttemptOutcome, now: number): number | null => {
  if (outcome.kind === 'broken') return null
  const { headers, status } = outcome
  const after = headers['retry-after']
  const inSeconds = seconds(after)
  if (inSeconds !== null) return inSeconds * 1000
  return untilDate(after, headers, now) ?? (status === 429 ? untilReset(headers[usualHeaders.reset], now) : null)
}

/** What bounds the waits between attempts. Milliseconds. */
export type Waits = {
  readonly maxAttempts: number
  /** The longest single wait. */
  readonly longestWait: number
  /** What the operation has left; infinite where nothing bounds it as a whole. */
  readonly left: number
  /** All that a deletion may wait for a role that is still assigned. */
  readonly whileHeld: number
}

/** A role's own limit counts for all of its operation, in place of that of each wait. */
export const waitsOf = ({ maxAttempts, maxWaitSeconds }: Retry, limit: TimeLimit | undefined, now: number): Waits =>
  limit === undefined
    ? { maxAttempts, longestWait: maxWaitSeconds * 1000, left: Infinity, whileHeld: maxWaitSeconds * 1000 }
    : { maxAttempts, longestWait: limit.milliseconds, left: limit.deadline - now, whileHeld: limit.milliseconds }

export type Next =
  | { readonly kind: 'stop' }
  | { readonly kind: 'wait'; readonly milliseconds: number }
  /** The platform asks for more patience than is allowed. */
  | { readonly kind: 'too-long'; readonly milliseconds: number }
  /** The operation has not the time for another attempt. */
  | { readonly kind: 'late' }

/**
 * What to do after an attempt. A wait that the server asks for is kept, and a little is added so that
 * those who were refused together do not come back together; otherwise pauses double, half by chance.
 */
export const nextStep = (
  call: Pick<Call, 'repeatable'>,
  outcome: AttemptOutcome,
  attempts: number,
  { maxAttempts, longestWait, left }: Waits,
  { now, random }: Pick<Timing, 'now' | 'random'>,
): Next => {
  if (!mayRepeat(call, outcome)) return { kind: 'stop' }
  const asked = askedWait(outcome, now())
  if (asked !== null && asked > Math.min(longestWait, left)) return { kind: 'too-long', milliseconds: asked }
  if (attempts >= maxAttempts) return { kind: 'stop' }
  if (asked !== null)
    return { kind: 'wait', milliseconds: asked + random() * Math.min(longestScatter, asked / 10 + 100) }
  const pause = Math.min(firstPause * 2 ** (attempts - 1), longestPause, longestWait)
  const milliseconds = pause / 2 + random() * (pause / 2)
  return milliseconds > left ? { kind: 'late' } : { kind: 'wait', milliseconds }
}

/** How often, and for how many milliseconds in all, a role that could not be deleted was asked about again. */
export type HeldWait = { readonly tries: number; readonly milliseconds: number }

/**
 * What to do about a role that is still assigned: whoever has it may just be losing it, in the same apply or
 * in the console. Pauses double until all of them together are as long as a wait may be.
 */
export const nextWhileHeld = (
  outcome: AttemptOutcome,
  { tries, milliseconds }: HeldWait,
  waits: Waits,
  { now, random }: Pick<Timing, 'now' | 'random'>,
): Next => {
  const left = Math.min(waits.whileHeld - milliseconds, waits.left)
  const asked = askedWait(outcome, now())
  if (left <= 0 || (asked !== null && asked > left)) return { kind: 'stop' }
  const pause = Math.min(firstPause * 2 ** tries, longestPause)
  const wait = asked ?? pause / 2 + random() * (pause / 2)
  return { kind: 'wait', milliseconds: Math.min(Math.max(wait, firstPause / 2), left) }
}
