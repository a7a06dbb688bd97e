import type { Path } from '@rolecall/shared/model/role.js'

export type FailureKind =
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'unsupported'
  | 'rate-limited'
  /** 5xx after all attempts. */
  | 'unavailable'
  /** No answer, or one that cannot be read. */
  | 'no-answer'
  | 'cancelled'

/** Why a call failed, in words for a user. Never holds a credential. */
export type ApiFailure = {
  readonly kind: FailureKind
  readonly status: number | null
  /** A write may have happened: it was sent, and no answer tells. */
  readonly ambiguous: boolean
  /** Nothing could be sent to the service at all, so no call to it will fare better. */
  readonly unreachable?: true
  /** Only the time that this one operation may take is over, so it says nothing of other calls. */
  readonly outOfTime?: true
  readonly summary: string
  /** What was tried, the status, the server's words, the request id, what to do next. Several lines. */
  readonly detail: string
  /** The attribute it is about. */
  readonly path?: Path
  /** The methods that a 405 says there are. */
  readonly allowed?: readonly string[]
}

export type Answer<Value> =
  | {
      readonly ok: true
      readonly value: Value
      /** What the platform wants said beside the answer. */
      readonly warnings: readonly { readonly summary: string; readonly detail: string }[]
      /** Milliseconds since the epoch by the server's `Date` header; null without one. */
      readonly serverTime: number | null
    }
  | { readonly ok: false; readonly failure: ApiFailure }

/** What one operation may take in all, in place of what each wait may. */
export type TimeLimit = {
  readonly milliseconds: number
  /** Milliseconds since the epoch. */
  readonly deadline: number
  /** For texts: `timeouts.create = "30s"`. */
  readonly setting: string
}

export type CallOptions = { readonly signal: AbortSignal; readonly limit?: TimeLimit }
