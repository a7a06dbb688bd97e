import type { Risk } from './risk.js'

/**
 * How much a miss says. `closed`: the list is complete. `open`: documented, may lag behind the
 * service. `unconfirmed`: only display labels, or nothing; a miss says nothing.
 */
export type Coverage = 'closed' | 'open' | 'unconfirmed'

export type PermissionStatus = 'documented' | 'learned' | 'unconfirmed' | 'deprecated' | 'renamed'

export type Permission = {
  readonly value: string
  /** What the vendor's console shows, where it differs. */
  readonly label: string | null
  readonly scopes: readonly string[]
  readonly description: string
  readonly risk: Risk | null
  readonly status: PermissionStatus
  /** Version or date the vendor gives for its first appearance. */
  readonly since: string | null
  readonly replacedBy: readonly string[]
  readonly source: string | null
}

/** A catalog file as `shared/platforms/<p>/catalog.json` and `.rolecall/catalog.<p>.json` hold it. */
export type CatalogFile = {
  readonly version: 1
  readonly platform: string
  readonly organization: string | null
  /** ISO date. */
  readonly retrieved: string
  readonly source: string
  readonly coverage: Coverage
  readonly permissions: readonly Permission[]
}
