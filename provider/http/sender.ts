import type { Answer, ApiFailure, CallOptions } from './answer.js'
import type { AttemptOutcome, Reply } from './attempt.js'
import { attempt } from './attempt.js'
import { pathOf, shownUrlPath } from './base-url.js'
import { readBudget } from './budget.js'
import type { Connection, Way } from './dispatcher.js'
import { connectTo } from './dispatcher.js'
import type { HttpEnvironment } from './environment.js'
import { systemTiming } from './environment.js'
import type { FailureContext } from './failure.js'
import {
  cancelled,
  late,
  noAnswer,
  notSent,
  refusal,
  tooLong,
  unreadableAnswer,
  unsendable,
  usedUp,
} from './failure.js'
import type { AnswerReader } from './reading.js'
import { parseBody } from './reading.js'
import { quoter } from './redact.js'
import type { Request } from './request.js'
import { callProblem, requestOf, rootOf, serviceProblem } from './request.js'
import type { HeldWait } from './retry.js'
import { nextStep, nextWhileHeld, waitsOf } from './retry.js'
import type { Call, Service, ServiceError } from './service.js'
import { limiterFor } from './shared-limits.js'
import { isStillAssigned } from './still-assigned.js'

export type HttpClient = {
  /** Sends a request, again where that is safe and can help. Never rejects. */
  send<Value>(call: Call, read: AnswerReader<Value>, options: CallOptions): Promise<Answer<Value>>
}

/** How sending ended, after all attempts. */
type Ending = {
  /** Null where nothing was sent. */
  readonly outcome: AttemptOutcome | null
  readonly attempts: number
  readonly ambiguous: boolean
  readonly stopped: boolean
  /** Whether the last answer said that the role is still assigned. */
  readonly held: boolean
  /** With a role that is still assigned. */
  readonly heldWait: HeldWait
  /** Milliseconds that the service asked to wait, where they are too many. */
  readonly tooLong: number | null
  /** Whether the operation's own time is over. */
  readonly late: boolean
  /** Milliseconds until something is left of the limit, where they are too many: then nothing was sent, or not again. */
  readonly spent: number | null
}

const untried: Ending = {
  outcome: null,
  attempts: 0,
  ambiguous: false,
  stopped: false,
  held: false,
  heldWait: { tries: 0, milliseconds: 0 },
  tooLong: null,
  late: false,
  spent: null,
}

/** Whether an attempt leaves open if it was carried out. */
const leavesOpen = (outcome: AttemptOutcome): boolean =>
  outcome.kind === 'broken' ? outcome.sent : outcome.status >= 500

const isSuccess = ({ status }: Reply): boolean => status >= 200 && status < 300

const serverTimeOf = ({ headers }: Reply): number | null => {
  const time = Date.parse(headers['date'] ?? '')
  return Number.isNaN(time) ? null : time
}

export { prepareTransport } from './dispatcher.js'

/** Sends what a client is asked to. Opens its connections with the first request. */
export const createSender = (service: Service, environment: HttpEnvironment): HttpClient => {
  const { log, retry, timing = systemTiming, userAgent, variables = process.env } = environment
  const root = rootOf(service)
  const quote = quoter(service.secrets, pathOf(root))
  const rateLimiter = limiterFor(service, root, timing)
  let connection: Promise<Connection> | null = null

  const errorIn = (call: Call, { text }: Reply): ServiceError | null => {
    const body = parseBody(text)
    return 'value' in body ? service.readError(body.value, call) : null
  }

  const report = (call: Call, outcome: AttemptOutcome, started: number): void => {
    const id = outcome.kind === 'reply' ? outcome.headers['x-request-id'] : undefined
    log.debug(`${service.title} ${call.method} ${shownUrlPath(root, call.path)}`, {
      ...(outcome.kind === 'reply' ? { status: outcome.status } : { error: quote(outcome.reason) }),
      ms: Math.round(timing.now() - started),
      ...(id !== undefined && { request_id: quote(id) }),
    })
  }

  /** How long an attempt may take: what is only read ends with its operation. */
  const attemptTime = ({ method }: Call, left: number): number =>
    method === 'GET'
      ? Math.min(timing.attemptMilliseconds, Math.max(Math.ceil(left / 1000), 1) * 1000)
      : timing.attemptMilliseconds

  const hear = (call: Call, outcome: AttemptOutcome): void => {
    if (!service.budget || outcome.kind === 'broken') return
    const budget = readBudget(outcome.headers, service.budget.headers, timing.now())
    if (budget !== null) rateLimiter.hear(call.method, budget)
  }

  const perform = async (call: Call, request: Request, way: Way, { signal, limit }: CallOptions): Promise<Ending> => {
    const ends = { server: root.host, proxy: way.proxy }
    // A write that is under way is let finish, so that its outcome is known.
    const options = call.method === 'GET' ? { ...request, signal } : request
    let ending = untried
    for (;;) {
      const before = waitsOf(retry, limit, timing.now())
      const delay = await rateLimiter.turn(call.method, signal, Math.min(before.longestWait, before.left))
      if (signal.aborted) return { ...ending, stopped: true }
      if (delay?.kind === 'spent') return { ...ending, spent: delay.milliseconds }
      if (delay) return { ...ending, tooLong: delay.milliseconds }
      const started = timing.now()
      const waits = waitsOf(retry, limit, started)
      if (waits.left <= 0 && ending.attempts === 0) return { ...ending, late: true }
      const outcome = await attempt(way.dispatch, options, ends, attemptTime(call, waits.left))
      report(call, outcome, started)
      hear(call, outcome)
      const ambiguous = ending.ambiguous || leavesOpen(outcome)
      const held = outcome.kind === 'reply' && outcome.status === 409 && isStillAssigned(call, errorIn(call, outcome))
      ending = { ...ending, outcome, attempts: ending.attempts + 1, ambiguous, held }
      if (outcome.kind === 'broken' && call.method === 'GET' && signal.aborted) return { ...ending, stopped: true }
      const { attempts, heldWait } = ending
      const after = waitsOf(retry, limit, timing.now())
      const next = held
        ? nextWhileHeld(outcome, heldWait, after, timing)
        : nextStep(call, outcome, attempts - heldWait.tries, after, timing)
      if (next.kind === 'stop') return ending
      if (next.kind === 'late') return { ...ending, late: true }
      if (next.kind === 'too-long') return { ...ending, tooLong: next.milliseconds }
      if (held) {
        const milliseconds = heldWait.milliseconds + next.milliseconds
        ending = { ...ending, heldWait: { tries: heldWait.tries + 1, milliseconds } }
      }
      // Who comes too soon does so with every request, so all of them wait.
      if (outcome.kind === 'reply' && outcome.status === 429) rateLimiter.pause(next.milliseconds)
      else await timing.sleep(next.milliseconds, signal)
    }
  }

  const failureOf = (context: FailureContext, ending: Ending): ApiFailure => {
    const { outcome, stopped, tooLong: milliseconds, spent } = ending
    if (spent !== null) return usedUp(context, { milliseconds: spent, now: timing.now() })
    const error = outcome?.kind === 'reply' ? errorIn(context.call, outcome) : null
    const wait = milliseconds === null ? null : { milliseconds, now: timing.now() }
    if (stopped) return cancelled(context, outcome, error)
    if (outcome === null) return notSent(context, wait)
    if (outcome.kind === 'reply' && wait !== null) return tooLong(context, outcome, error, wait)
    const failure = outcome.kind === 'broken' ? noAnswer(context, outcome) : refusal(context, outcome, error)
    return ending.late ? late(context, failure) : failure
  }

  return {
    send: async (call, read, callOptions) => {
      const { signal, limit = null } = callOptions
      const request = requestOf(service, call, root, userAgent)
      const start: FailureContext = {
        service,
        call,
        quote,
        url: new URL(`${root.origin}${request.path}`),
        shownUrl: `${root.origin}${shownUrlPath(root, call.path)}`,
        proxy: null,
        attempts: 0,
        ambiguous: false,
        heldFor: null,
        limit,
      }
      const standing = serviceProblem(service)
      if (standing !== null) return { ok: false, failure: { ...unsendable(start, standing), unreachable: true } }
      const problem = callProblem(call)
      if (problem !== null) return { ok: false, failure: unsendable(start, problem) }
      if (signal.aborted) return { ok: false, failure: cancelled(start, null, null) }
      const way = await (connection ??= connectTo(root, variables))
      if ('problem' in way) return { ok: false, failure: { ...unsendable(start, way.problem), unreachable: true } }

      const ending = await perform(call, request, way, callOptions)
      const { outcome, attempts, ambiguous, held, heldWait } = ending
      const heldFor = held ? heldWait.milliseconds : null
      const context: FailureContext = { ...start, proxy: way.proxy, attempts, ambiguous, heldFor }
      if (outcome?.kind !== 'reply' || !isSuccess(outcome)) return { ok: false, failure: failureOf(context, ending) }
      const result = read(parseBody(outcome.text), outcome.text)
      if ('problem' in result)
        return { ok: false, failure: unreadableAnswer(context, outcome, result.problem, result.genuine ?? false) }
      const summary = `Notice from ${service.title} on the request to ${call.action}`
      const warnings = (result.notices ?? []).map((notice) => ({ summary, detail: quote(notice) }))
      return { ok: true, value: result.value, warnings, serverTime: serverTimeOf(outcome) }
    },
  }
}
