import type { Path } from '@rolecall/shared/model/role.js'
import type { FailureKind } from './answer.js'
import type { BudgetHeaders } from './budget.js'

/** What a platform's own error envelope tells. */
export type ServiceError = {
  readonly message: string
  readonly requestId: string | null
  readonly code: string | null
  /** What the rules that decided have to say. */
  readonly notices: readonly string[]
  /** What is wrong with single fields, in words. */
  readonly fields: readonly string[]
  /** The attribute the error is about, where it is about one. */
  readonly path?: Path | null
  /** Where the status alone would mislead. */
  readonly kind?: FailureKind | null
  /** What to do next, where the kind alone would mislead. */
  readonly advice?: string | null
}

/** What the client must know about a platform to talk to it and to say what went wrong. */
export type Service = {
  readonly title: string
  /** As configured; what is wrong with it is said with the first call. */
  readonly baseUrl: string
  /** Where the base URL is set, for texts. */
  readonly baseUrlSetting: string
  /** The setting that would allow http:// to another machine; null where it is set. */
  readonly httpSetting: string | null
  /** A version at the end of the base URL that the paths of the calls start with themselves. */
  readonly version: string | null
  /** Credentials among them. Their names are lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** What must never be seen in a text. */
  readonly secrets: readonly string[]
  /** Where the credential is set, for texts: "`token` (ASTRO_API_TOKEN)". */
  readonly credentialSetting: string
  /** How many requests of a method the platform allows in one second, by its documents. */
  readonly perSecond: Readonly<Record<string, number>>
  /** How its answers tell what is left of a credential's limit; absent where they tell nothing. */
  readonly budget?: {
    readonly headers: BudgetHeaders
    /** Whether each method has a limit of its own. */
    readonly perMethod: boolean
  }
  /** Whom a role can be assigned to, for texts. */
  readonly holders: string
  /** Null where the body is not the platform's own: then something in between has answered. */
  readonly readError: (body: unknown, call: Call) => ServiceError | null
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What a request is for, whatever its method: Astro's updates are POSTs. */
export type Operation = 'create' | 'read' | 'list' | 'update' | 'delete'

/** One request, in the platform's terms and in words. */
export type Call = {
  readonly operation: Operation
  readonly method: Method
  /** Segments below the base URL, not yet encoded. */
  readonly path: readonly string[]
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly body?: unknown
  /** Doing it twice leaves what doing it once does. */
  readonly repeatable: boolean
  /** Goes on from "could not": `create the role "Viewer"`. */
  readonly action: string
  /** What the credential must have, to follow "It needs". */
  readonly permission: string
  /** Whose roles it is about: `the team web`. Absent where it is about none's. */
  readonly whose?: string
  /** What a user should know where the platform does not accept the request. */
  readonly hint?: string
}
