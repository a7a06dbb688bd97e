import type { Platform } from '@rolecall/shared/platforms/platform.js'
import type { ExistingRole } from '../connection.js'

export type PulledRole = {
  readonly key: string
  readonly existing: ExistingRole
  readonly importId: string
  /** The type of another provider's resource whose state has the role; null where it is imported. */
  readonly movedFrom: string | null
}

/** One form in which roles are written. */
export type Writer = {
  /** `number`: which file it is, where the name without one is taken. */
  readonly file: (platform: Platform, number: number) => string
  /** Among what a key is unique: the roles of its type, or all. */
  readonly keysApart: 'type' | 'all'
  readonly write: (roles: readonly PulledRole[]) => string
}
