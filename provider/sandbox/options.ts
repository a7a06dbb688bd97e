import type { Interference, SandboxRequest } from './service/interference.js'

/** What a Northflank server of an older or newer generation answers where it lacks an operation. */
export type Missing = 404 | 405

/** Northflank's operations that some generation of the API lacks. */
export type MissingOperations = { readonly patch?: Missing; readonly putById?: Missing; readonly putByName?: Missing }

export type SandboxOptions = {
  /** Astro's port; the others take the next free ones. Without it, or with 0, the system chooses. */
  readonly port?: number
  /** Roles and organizations survive in this file; its token key stands beside it. Without it all is in memory. */
  readonly stateFile?: string
  /** Milliseconds since the epoch; dates, `Date` headers and rate limit windows follow it. */
  readonly clock?: () => number
  /** Seen for every request before it is handled: records it, or breaks it as a bad network or server would. */
  readonly intercept?: (request: SandboxRequest) => Interference | undefined
  readonly astro?: {
    /** Permissions the service has although no document lists them. */
    readonly extraPermissions?: readonly string[]
  }
  readonly northflank?: {
    /** Operations to leave out, so as to be a server of another generation. */
    readonly missing?: MissingOperations
    readonly rateLimit?: { readonly limit: number; readonly windowSeconds: number }
  }
}

/** A port or the state file cannot be had. The message is one line and says what to do. */
export class SandboxError extends Error {}
