import type { Risk } from '../bindings/catalog.js'
import type { Grants } from '../grants.js'
import type { RoleResource } from './role-resource.js'

export type RiskLevel = Risk

/** What a role can do at most, by the catalog. */
export interface RoleBlastRadius {
  /** Null where nothing in the role is rated. */
  readonly level: RiskLevel | null
  readonly summary: string
  readonly warnings: readonly string[]
}

/** A role of a role file. What it says is asked anew each time, so that it tells of the role as it is. */
export interface RoleHandle {
  /** The id the platform gives the role: known when it is deployed. */
  readonly id: string
  readonly grants: Grants
  readonly blastRadius: RoleBlastRadius
  readonly resource: RoleResource
}
