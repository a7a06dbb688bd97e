import type { Platform } from '@rolecall/shared/platforms/platform.js'
import type { ExistingRole } from '../connection.js'

export type PulledRole = { readonly key: string; readonly existing: ExistingRole; readonly importId: string }

/** One form in which roles are written. */
export type Writer = {
  readonly file: (platform: Platform) => string
  readonly write: (roles: readonly PulledRole[]) => string
}
