import type { ApiFailure, FailureKind } from './answer.js'
import type { AttemptOutcome, Broken, Reply } from './attempt.js'
import { sayDuration, sayTime } from './duration.js'
import type { Hinted } from './hints.js'
import { hints, shortReason, waitSetting } from './hints.js'
import type { ShownProxy } from './proxy.js'
import { sayProxyCredential } from './proxy.js'
import type { Quote } from './redact.js'
import type { ServiceError } from './service.js'
import { sayStatus } from './status.js'
import { redirectWords, strangerWords } from './strangers.js'

/** What failures are made from, beside what happened. */
export type FailureContext = Hinted & {
  /** Where the request went, without its query. */
  readonly url: URL
  /** The same for texts. */
  readonly shownUrl: string
  readonly proxy: ShownProxy | null
  readonly quote: Quote
  readonly attempts: number
}

const kinds: Readonly<Record<number, FailureKind>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'unsupported',
  // A proxy's: it was in the way.
  407: 'no-answer',
  408: 'unavailable',
  409: 'conflict',
  429: 'rate-limited',
  501: 'unsupported',
}

/** A 404 of something in between does not tell that a role is gone. */
const kindOf = (status: number, error: ServiceError | null): FailureKind => {
  if (status < 400 || (status === 404 && !error)) return 'no-answer'
  return error?.kind ?? kinds[status] ?? (status >= 500 ? 'unavailable' : 'invalid')
}

const summaryOf = (context: FailureContext, kind: FailureKind): string => {
  const { title } = context.service
  const { action } = context.call
  return kind === 'cancelled'
    ? `Stopped before ${title} could ${action}`
    : `${title} could not ${action}: ${shortReason(context, kind)}`
}

const tries = ({ call, shownUrl, attempts }: FailureContext): string =>
  `${call.method} ${shownUrl}${attempts > 1 ? `, ${attempts} attempts` : ''}`

const afterwards = ({ ambiguous, call }: FailureContext): string[] =>
  ambiguous && call.method !== 'GET'
    ? ['The request may have been carried out all the same. Look at what is there before you try again.']
    : []

const failure = (
  context: FailureContext,
  kind: FailureKind,
  status: number | null,
  lines: readonly string[],
): ApiFailure => ({
  kind,
  status,
  ambiguous: context.ambiguous && context.call.method !== 'GET',
  summary: summaryOf(context, kind),
  detail: lines.join('\n'),
})

const errorWords = ({ service, quote }: FailureContext, error: ServiceError): string[] => [
  `${service.title} says: ${quote(error.message)}`,
  ...(error.code === null ? [] : [`Code: ${quote(error.code)}`]),
  ...error.fields.map(quote),
  ...error.notices.map((notice) => `Notice: ${quote(notice)}`),
]

const requestIdOf = (reply: Reply, error: ServiceError | null): string | null =>
  error?.requestId ?? reply.headers['x-request-id'] ?? reply.headers['request-id'] ?? null

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

const wordsOf = (context: FailureContext, reply: Reply, error: ServiceError | null): string[] => {
  if (reply.status === 407) return [`${capital(sayProxyCredential(context.proxy))}.`]
  if (reply.status >= 300 && reply.status < 400) return redirectWords(context, context.url, reply)
  return error ? errorWords(context, error) : strangerWords(context, reply)
}

/** The methods that a 405 leaves; null where the answer does not say. RFC 9110, section 10.2.1. */
const allowedBy = ({ status, headers }: Reply): readonly string[] | null =>
  status === 405 && headers['allow'] !== undefined ? headers['allow'].toUpperCase().split(/[\s,]+/) : null

/** A refusal, or an answer that is none. */
export const refusal = (context: FailureContext, reply: Reply, error: ServiceError | null): ApiFailure => {
  const kind = kindOf(reply.status, error)
  const requestId = requestIdOf(reply, error)
  const lines = [
    `${tries(context)}: ${sayStatus(reply.status)}`,
    ...wordsOf(context, reply, error),
    ...(requestId === null ? [] : [`Request id: ${context.quote(requestId)}`]),
    ...afterwards(context),
    // What a proxy wants says already what to do.
    ...(error?.advice ? [error.advice] : reply.status === 407 ? [] : hints(context, kind)),
  ]
  const said = failure(context, kind, reply.status, lines)
  const summary = error?.code ? `${said.summary} (${context.quote(error.code)})` : said.summary
  const allowed = allowedBy(reply)
  return { ...said, summary, ...(error?.path && { path: error.path }), ...(allowed && { allowed }) }
}

type Wait = { readonly milliseconds: number; readonly now: number }

const comeBack = (context: FailureContext, { milliseconds, now }: Wait): string =>
  `Come back in ${sayDuration(milliseconds)}, after ${sayTime(now + milliseconds)}; a wait that long is over ${waitSetting(context)}.`

/** What the limit of one role brought about tells nothing of others. */
const own = ({ limit }: FailureContext, said: ApiFailure): ApiFailure =>
  limit === null ? said : { ...said, outOfTime: true }

/** The operation has not the time for another attempt. */
export const late = (context: FailureContext, said: ApiFailure): ApiFailure =>
  own(context, {
    ...said,
    detail: `${said.detail}\nIt was not tried again, as ${waitSetting(context)} leaves no time for it.`,
  })

/** Nothing was sent: the operation's time was over before, or the platform had asked for too long a pause. */
export const notSent = (context: FailureContext, pause: Wait | null): ApiFailure => {
  const { call, shownUrl, service } = context
  const lines =
    pause === null
      ? [`${call.method} ${shownUrl}: not sent, as the time that ${waitSetting(context)} gives is over.`]
      : [`${call.method} ${shownUrl}: not sent, as ${service.title} asked for a pause.`, comeBack(context, pause)]
  return own(context, failure(context, 'cancelled', null, lines))
}

/** The platform asks to wait longer than is allowed. */
export const tooLong = (context: FailureContext, reply: Reply, error: ServiceError | null, wait: Wait): ApiFailure => {
  const said = refusal(context, reply, error)
  return own(context, { ...said, detail: `${said.detail}\n${comeBack(context, wait)}` })
}

/** Nothing is left of the limit, by what the service said before, so nothing was sent. */
export const usedUp = (context: FailureContext, wait: Wait): ApiFailure =>
  own(
    context,
    failure(context, 'rate-limited', null, [
      `${context.call.method} ${context.shownUrl}: not sent${context.attempts === 0 ? '' : ' again'}, as earlier answers to ` +
        'this credential say that nothing is left of its limit.',
      ...afterwards(context),
      comeBack(context, wait),
    ]),
  )

/** A success that does not hold what it should; `genuine` where it is the platform's own all the same. */
export const unreadableAnswer = (
  given: FailureContext,
  reply: Reply,
  problem: string,
  genuine: boolean,
): ApiFailure => {
  const context = { ...given, ambiguous: true }
  return failure(context, 'no-answer', reply.status, [
    `${tries(context)}: ${sayStatus(reply.status)}, but ${context.quote(problem)}.`,
    ...(genuine ? [] : strangerWords(context, reply)),
    ...afterwards(context),
    ...(genuine
      ? [`Nothing of it was used. Try again; where it stays so, it is a fault of ${context.service.title}.`]
      : hints(context, 'no-answer')),
  ])
}

export const noAnswer = (context: FailureContext, { reason, sent }: Broken): ApiFailure => ({
  ...failure(context, 'no-answer', null, [
    `${tries(context)}: there was no answer: ${context.quote(reason)}.`,
    ...afterwards(context),
    ...hints(context, 'no-answer'),
  ]),
  ...(!sent && { unreachable: true }),
})

/** Terraform asked to stop, before the request or between two attempts. */
export const cancelled = (
  context: FailureContext,
  last: AttemptOutcome | null,
  error: ServiceError | null,
): ApiFailure =>
  failure(context, 'cancelled', last?.kind === 'reply' ? last.status : null, [
    `${context.call.method} ${context.shownUrl}: not sent${context.attempts === 0 ? '' : ' again'}, as the run was stopped.`,
    ...(last?.kind === 'reply' ? [`The last answer was ${sayStatus(last.status)}.`] : []),
    ...(error ? errorWords(context, error) : []),
    ...afterwards(context),
  ])

/** What keeps a request from being sent at all. */
export const unsendable = (context: FailureContext, problem: string): ApiFailure => {
  const { service, call } = context
  const said = failure(context, 'invalid', null, [`Nothing was sent: ${problem}.`])
  return { ...said, summary: `${service.title} could not be asked to ${call.action}` }
}
