import type { CatalogFile } from '../model/catalog.js'
import type { Pattern } from '../model/attribute.js'
import type { Problem } from '../model/problem.js'
import type { AttributeValues, RoleType } from '../model/role.js'

export type Scope = { readonly name: string; readonly title: string; readonly description: string }

/** Where a restriction restricts nothing, and what to do. */
export type IdleRestriction = Pick<Problem, 'message' | 'path'>

/** What we know about a platform without asking it. All data; the HTTP side is in the provider. */
export type Platform = {
  readonly key: string
  readonly title: string
  readonly scopes: readonly Scope[]
  readonly permission: {
    /** RC005: the shape a permission must have, only where the vendor documents one. */
    readonly pattern: Pattern | null
    /** What stands between two segments; null where permissions have none. */
    readonly separator: string | null
  }
  /** Who rates a role: we, from the catalog, at plan time; or the platform, after the write. */
  readonly blastRadius: 'catalog' | 'platform'
  readonly roleTypes: readonly RoleType[]
  /** RC011: restrictions that restrict nothing. Absent where the platform has none. */
  readonly idleRestrictions?: (attributes: AttributeValues) => readonly IdleRestriction[]
  readonly catalog: CatalogFile
}
