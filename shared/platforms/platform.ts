import type { Pattern } from '../model/attribute.js'
import type { CatalogFile } from '../model/catalog.js'
import type { Problem } from '../model/problem.js'
import type { AttributeValues, RoleType } from '../model/role.js'

export type Scope = { readonly name: string; readonly title: string; readonly description: string }

/** Where a restriction restricts nothing, and what to do. */
export type IdleRestriction = Pick<Problem, 'message' | 'path'>

/** What a role may do that it could not before, in a sentence. */
export type LiftedRestriction = Pick<Problem, 'message' | 'path'>

/** A role that is the platform's own, and that nobody can delete. `fixed`: nobody can change it either. */
export type BuiltIn = 'fixed' | 'changeable'

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
  /** What of its own a role is; absent where the platform's own are no roles like others. */
  readonly builtIn?: (role: AttributeValues) => BuiltIn | null
  /** Permissions, or what the vendor's console calls them, whose holders may change roles. Absent where no role can grant that, or none is known. */
  readonly managesRoles?: readonly string[]
  /** Assignments go by a role's name or slug, so that a new one touches them. */
  readonly assignsByLabel?: true
  /** Restrictions that a change takes away; what is unknown restricts nothing. Absent where the platform has none. */
  readonly liftedRestrictions?: (prior: AttributeValues, planned: AttributeValues) => readonly LiftedRestriction[]
  /** RC011: restrictions that restrict nothing. Absent where the platform has none. */
  readonly idleRestrictions?: (attributes: AttributeValues) => readonly IdleRestriction[]
  readonly catalog: CatalogFile
}
