import { STATUS_CODES } from 'node:http'
import type { ApiFailure, FailureKind } from './answer.js'
import type { Broken, Outcome, Reply } from './attempt.js'
import type { Call, Service, ServiceError } from './service.js'
import { sayDuration, sayTime } from './words.js'
import type { Quote } from './words.js'

/** What failures are made from, beside what happened. */
export type Teller = {
  readonly service: Service
  readonly call: Call
  /** Where the request went, without its query. */
  readonly url: string
  readonly quote: Quote
  readonly attempts: number
  /** Some attempt may have been carried out. */
  readonly ambiguous: boolean
}

const kinds: Readonly<Record<number, FailureKind>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'unsupported',
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

/** Finishes "Astro could not create the role:". */
const reasons: Readonly<Record<Exclude<FailureKind, 'cancelled'>, string>> = {
  unauthenticated: 'the credential is not accepted, or lacks a permission',
  forbidden: 'it is forbidden',
  'not-found': 'there is none',
  conflict: 'it conflicts with what exists',
  invalid: 'the request is not accepted',
  unsupported: 'the service lacks the operation',
  'rate-limited': 'the rate limit is used up',
  unavailable: 'the service fails',
  'no-answer': 'no usable answer came',
}

const summaryOf = ({ service: { title }, call: { action } }: Teller, kind: FailureKind): string =>
  kind === 'cancelled' ? `Stopped before ${title} could ${action}` : `${title} could not ${action}: ${reasons[kind]}`

const tries = ({ call, url, attempts }: Teller): string =>
  `${call.method} ${url}${attempts > 1 ? `, ${attempts} attempts` : ''}`

const afterwards = ({ ambiguous, call }: Teller): string[] =>
  ambiguous && call.method !== 'GET'
    ? ['The request may have been carried out all the same. Look at what is there before you try again.']
    : []

const advice = ({ service, call, ambiguous }: Teller, kind: FailureKind): string[] => {
  const permission = `It needs ${call.permission}.`
  const setting = service.credentialSetting
  if (kind === 'unauthenticated') {
    return [`Check ${setting}: it may be wrong, expired or revoked, or lack a permission. ${permission}`]
  }
  if (kind === 'forbidden') return [`Check what the credential in ${setting} may do. ${permission}`]
  if (kind === 'not-found') {
    return [`It may have been deleted, or lie in a place that the credential does not see; or ${service.baseUrlSetting} is wrong.`]
  }
  if (kind === 'unavailable') return ambiguous && call.method !== 'GET' ? [] : ['Try again later.']
  if (kind === 'conflict') return ['Import what exists, or choose another name.']
  if (kind === 'no-answer') {
    return [`Check ${service.baseUrlSetting}, and any proxy or firewall between this machine and ${service.title}.`]
  }
  return kind === 'invalid' ? [call.hint ?? `Correct what ${service.title} names, and apply again.`] : []
}

const failure = (teller: Teller, kind: FailureKind, status: number | null, lines: readonly string[]): ApiFailure => ({
  kind,
  status,
  ambiguous: teller.ambiguous && teller.call.method !== 'GET',
  summary: summaryOf(teller, kind),
  detail: lines.join('\n'),
})

const sayStatus = ({ status }: Reply): string => {
  const name = STATUS_CODES[status]
  return name === undefined ? `${status}` : `${status} ${name}`
}

const wordsOf = ({ service, quote }: Teller, error: ServiceError): string[] => [
  `${service.title} says: ${quote(error.message)}`,
  ...(error.code === null ? [] : [`Code: ${quote(error.code)}`]),
  ...error.fields.map(quote),
  ...error.notices.map((notice) => `Notice: ${quote(notice)}`),
]

/** The start of a body that is not the platform's, as a hint at whose it is; markup says nothing. */
const strangerWords = ({ service, quote }: Teller, { text, headers }: Reply): string[] => {
  const type = headers['content-type'] ?? 'none'
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text.slice(0, 10_000))?.[1]
  const said = quote(title ?? (/^\s*</.test(text) ? '' : text.slice(0, 200)))
  const kind = text.trim() === '' ? 'It has no body' : `Its content type is ${quote(type)}`
  const about = said === '' ? `${kind}.` : `${kind}: ${said}`
  return [`The answer is not in ${service.title}'s format, so something in between may have given it. ${about}`]
}

const requestIdOf = (reply: Reply, error: ServiceError | null): string | null =>
  error?.requestId ?? reply.headers['x-request-id'] ?? reply.headers['request-id'] ?? null

/** Where a redirect points; followed it is never, as the credential would go along. */
const sayRedirect = ({ service, url, quote }: Teller, { headers }: Reply): string[] => {
  const location = headers['location'] ?? ''
  if (!URL.canParse(location, url)) return ['It redirects, but does not say where to.']
  const target = new URL(location, url)
  return [
    `It redirects to ${quote(`${target.origin}${target.pathname}`)}. Redirects are not followed, as the credential ` +
      `would go along; if that is the place, set ${service.baseUrlSetting} to it.`,
  ]
}

/** A refusal, or an answer that is none. */
export const refusal = (teller: Teller, reply: Reply, error: ServiceError | null): ApiFailure => {
  const kind = kindOf(reply.status, error)
  const requestId = requestIdOf(reply, error)
  const redirected = reply.status >= 300 && reply.status < 400
  const lines = [
    `${tries(teller)}: ${sayStatus(reply)}`,
    ...(redirected ? sayRedirect(teller, reply) : error ? wordsOf(teller, error) : strangerWords(teller, reply)),
    ...(requestId === null ? [] : [`Request id: ${teller.quote(requestId)}`]),
    ...afterwards(teller),
    ...(error?.advice ? [error.advice] : advice(teller, kind)),
  ]
  const said = failure(teller, kind, reply.status, lines)
  const summary = error?.code ? `${said.summary} (${teller.quote(error.code)})` : said.summary
  return { ...said, summary, ...(error?.path && { path: error.path }) }
}

/** The platform asks to wait longer than is allowed. */
export const tooLong = (
  teller: Teller,
  reply: Reply,
  error: ServiceError | null,
  wait: { readonly milliseconds: number; readonly now: number }
): ApiFailure => {
  const said = refusal(teller, reply, error)
  const when = `Come back in ${sayDuration(wait.milliseconds)}, after ${sayTime(wait.now + wait.milliseconds)}`
  return { ...said, detail: `${said.detail}\n${when}; a wait that long is over retry.max_wait_seconds.` }
}

/** A success that does not hold what it should. */
export const unreadable = (given: Teller, reply: Reply, problem: string): ApiFailure => {
  const teller = { ...given, ambiguous: true }
  return failure(teller, 'no-answer', reply.status, [
    `${tries(teller)}: ${sayStatus(reply)}, but ${teller.quote(problem)}.`,
    ...strangerWords(teller, reply),
    ...afterwards(teller),
    ...advice(teller, 'no-answer'),
  ])
}

export const noAnswer = (teller: Teller, { reason, sent }: Broken): ApiFailure => ({
  ...failure(teller, 'no-answer', null, [
    `${tries(teller)}: there was no answer: ${teller.quote(reason)}.`,
    ...afterwards(teller),
    ...advice(teller, 'no-answer'),
  ]),
  ...(!sent && { unreachable: true }),
})

/** Terraform asked to stop, before the request or between two attempts. */
export const cancelled = (teller: Teller, last: Outcome | null): ApiFailure =>
  failure(teller, 'cancelled', last?.kind === 'reply' ? last.status : null, [
    `${teller.call.method} ${teller.url}: not sent${teller.attempts === 0 ? '' : ' again'}, as the run was stopped.`,
    ...afterwards(teller),
  ])

/** What keeps a request from being sent at all. */
export const unsendable = (teller: Teller, problem: string): ApiFailure => {
  const { service, call } = teller
  const said = failure(teller, 'invalid', null, [`Nothing was sent: ${problem}.`])
  return { ...said, summary: `${service.title} could not be asked to ${call.action}` }
}
