import type { ValueRecord } from '../value/value.js'
import type { Diagnostics } from './diagnostic.js'
import type { IdentitySchema } from './identity.js'
import type { Schema } from './schema.js'

export type Logger = {
  readonly [level in 'trace' | 'debug' | 'info' | 'warn' | 'error']: (
    message: string,
    fields?: Record<string, unknown>,
  ) => void
}

/** What every call gets. `signal` aborts on StopProvider: finish what was sent, start nothing new. */
export type Context<Client> = {
  /** What `Provider.configure` returned; null in an unconfigured process (validation, schema). */
  readonly client: Client
  readonly signal: AbortSignal
  readonly log: Logger
}

/** Small, opaque to Terraform, kept beside the state. JSON data; never secrets. */
export type PrivateState = { readonly [key: string]: string }

/**
 * What is true after the call. A failure still returns the state that exists, next to its error.
 * `private` left out keeps what there was.
 */
export type Outcome = {
  readonly state: ValueRecord | null
  readonly diagnostics: Diagnostics
  readonly private?: PrivateState
}

export type PlanRequest = {
  readonly config: ValueRecord
  /** Null when creating. */
  readonly prior: ValueRecord | null
  /** After defaults, unknown marking and attribute modifiers. */
  readonly planned: ValueRecord
  /** Of the old object where a replacement is planned the second time, without `prior`. */
  readonly private: PrivateState
}

export type PlanOutcome = {
  readonly planned: ValueRecord
  readonly diagnostics: Diagnostics
  /** Names of root attributes whose change makes a new resource, beside those the schema says. */
  readonly replace?: readonly string[]
  /** For the apply, and for the second planning of a replacement. Left out keeps what there was; a new object starts without. */
  readonly private?: PrivateState
}

export type PlanDestroyOutcome = { readonly diagnostics: Diagnostics; readonly private?: PrivateState }

/** An object of a list: all of its state where that was asked for, else what its identity needs. */
export type Found = { readonly displayName: string; readonly state: ValueRecord; readonly diagnostics?: Diagnostics }

export type ListRequest = {
  /** By the list's own schema. */
  readonly config: ValueRecord
  /** More than so many are not read. */
  readonly limit: number
  readonly includeObject: boolean
}

/** A resource of another provider whose state can become one of ours. */
export type MoveSource = {
  /** Namespace and name: the same provider is in more than one registry. */
  readonly provider: string
  readonly type: string
  /** What is carried over. The names and types are those of our schema. */
  readonly attributes: readonly string[]
}

/**
 * A managed resource: six members and optional extras. The engine asks for an extra by its
 * presence, so that a resource grows by one more member and nothing else changes.
 */
export type Resource<Client> = {
  /** Whole type name, for example `rolecall_astro_role`. */
  readonly type: string
  readonly schema: Schema
  create(
    request: { config: ValueRecord; planned: ValueRecord; private: PrivateState },
    context: Context<Client>,
  ): Promise<Outcome>
  /** State null: the resource is gone. */
  read(request: { state: ValueRecord; private: PrivateState }, context: Context<Client>): Promise<Outcome>
  update(
    request: { config: ValueRecord; prior: ValueRecord; planned: ValueRecord; private: PrivateState },
    context: Context<Client>,
  ): Promise<Outcome>
  /** State null: it is gone, also where it was gone before. */
  delete(request: { prior: ValueRecord; private: PrivateState }, context: Context<Client>): Promise<Outcome>

  /** Shape only; runs in an unconfigured process and may see unknowns. */
  validate?(config: ValueRecord): Diagnostics | Promise<Diagnostics>
  /** Sees the whole planned object and may change computed attributes. Not called for a destroy. */
  plan?(request: PlanRequest, context: Context<Client>): Promise<PlanOutcome>
  planDestroy?(
    request: { prior: ValueRecord; private: PrivateState },
    context: Context<Client>,
  ): Promise<PlanDestroyOutcome>
  /** From an id as typed by a user to a state that `read` can complete. */
  import?(id: string, context: Context<Client>): Promise<Outcome>
  /** Parts of the state that never change, by which newer cores know an object and import it. */
  readonly identity?: {
    readonly schema: IdentitySchema
    /** As `import`, from what the schema says; what is optional may be null. */
    import(identity: ValueRecord, context: Context<Client>): Promise<Outcome>
  }
  /** Objects that exist, whoever made them. Needs an identity. */
  readonly list?: {
    readonly schema: Schema
    /** Shape only; runs in an unconfigured process and may see unknowns. */
    validate?(config: ValueRecord): Diagnostics | Promise<Diagnostics>
    /** An error ends it. */
    run(request: ListRequest, context: Context<Client>): AsyncIterable<Found | { readonly diagnostics: Diagnostics }>
  }
  /**
   * For `moved` blocks. Terraform asks an unconfigured process and OpenTofu a configured one, so there is no context:
   * both get one answer.
   */
  readonly move?: {
    readonly from: readonly MoveSource[]
    /** Attributes without which a state says nothing, beside the required ones. */
    readonly needs: readonly string[]
    /** Gets what is carried, and null for all else; fills what follows from it. */
    complete(carried: ValueRecord): Promise<ValueRecord>
  }
  /**
   * By the version they upgrade from. Each takes and returns JSON data, numbers as `Decimal`, and makes
   * the next version's state; the engine runs one after the other up to the schema's version.
   */
  readonly upgrade?: {
    readonly [fromVersion: number]: (state: unknown) => { state: unknown; diagnostics: Diagnostics }
  }
}
