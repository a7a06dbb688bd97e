import type { Platform } from '@rolecall/shared/platforms/platform.js'
import type { AttributeValues, Path } from '@rolecall/shared/model/role.js'

/** The id of an organization, team or tenant; null where the credential alone says which. */
export type Place = string | null

/**
 * A role as a platform tells it, in the attribute names of its role type. Holds only what the answer
 * carried: rows of a list lack permissions. Canonical: sets as arrays in any order, an empty
 * description as null, restrictions that are switched off as null.
 */
export type RemoteRole = {
  /** What stands in the API's paths: an id, or at JITSudo the slug. */
  readonly id: string
  readonly attributes: AttributeValues
  /** RFC 3339; null where the platform does not say. */
  readonly updatedAt: string | null
  /** The platform's own: it may be read and never changed. */
  readonly builtIn: boolean
}

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
  readonly summary: string
  /** What was tried, the status, the server's words, the request id, what to do next. Several lines. */
  readonly detail: string
  /** The attribute it is about. */
  readonly path?: Path
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

export type CallOptions = { readonly signal: AbortSignal }

/** The operations on one type of role. Every value is wholly known. Never rejects. */
export type RoleApi = {
  create(place: Place, attributes: AttributeValues, options: CallOptions): Promise<Answer<RemoteRole>>
  get(place: Place, id: string, options: CallOptions): Promise<Answer<RemoteRole>>
  /** All pages. */
  list(place: Place, options: CallOptions): Promise<Answer<readonly RemoteRole[]>>
  /** `prior` is the state, so that an attribute that goes away is cleared explicitly. */
  update(
    place: Place,
    id: string,
    change: { readonly prior: AttributeValues; readonly planned: AttributeValues },
    options: CallOptions,
  ): Promise<Answer<RemoteRole>>
  delete(place: Place, id: string, options: CallOptions): Promise<Answer<null>>
  /** Why this change cannot be made, known before any request; shown in the plan. */
  planUpdate?(change: { readonly prior: AttributeValues; readonly planned: AttributeValues }): ApiFailure | null
}

/** One attribute of the platform's object in the provider block. */
export type Setting = {
  /** Markdown. */
  readonly description: string
  /** Fills the setting where the configuration leaves it null. */
  readonly environment?: string
  readonly sensitive?: true
  readonly default?: string
  readonly allowed?: readonly string[]
}

export type Settings = { readonly [name: string]: string | null }

export type Retry = { readonly maxAttempts: number; readonly maxWaitSeconds: number }

export type HttpEnvironment = {
  readonly retry: Retry
  /** `terraform-provider-rolecall/0.1.0 (terraform 1.11.4)` */
  readonly userAgent: string
  readonly log: { readonly debug: (message: string, fields?: Record<string, unknown>) => void }
}

/** The provider's side of a platform: how its settings are called and how its roles are reached. */
export type PlatformAdapter = {
  readonly platform: Platform
  readonly settings: { readonly [name: string]: Setting }
  /** Of each group one must be set before a role can be reached. */
  readonly required: readonly (readonly string[])[]
  /** The setting that fills a role's place where the role leaves it out. */
  readonly placeSetting: string | null
  /** By role type. Opens no connection. */
  connect(settings: Settings, environment: HttpEnvironment): { readonly [roleType: string]: RoleApi }
}
