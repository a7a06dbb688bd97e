/** Shape of a role's attributes: the one source of Terraform schema, role-file checks, completion and docs. */

export type Presence = 'required' | 'optional' | 'computed' | 'optional-computed'

/** A pattern that the vendor documents. `says` finishes the sentence "must be …". */
export type Pattern = { readonly regex: string; readonly says: string }

export type StringType = {
  readonly kind: 'string'
  readonly allowed?: readonly string[]
  /** A UUID, whose letters have no case. RFC 9562 section 4 */
  readonly uuid?: true
  readonly pattern?: Pattern
  /** UTF-16 units, inclusive. */
  readonly length?: { readonly min?: number; readonly max?: number }
}

/**
 * A permission string. `scope` says which catalog scope the list holds: a fixed name, the value
 * of another attribute of the same role (`{ attribute: 'scope_type' }`), or none.
 */
export type PermissionType = {
  readonly kind: 'permission'
  readonly scope: string | { readonly attribute: string } | null
}

export type AttributeType =
  | StringType
  | PermissionType
  | { readonly kind: 'boolean' }
  | { readonly kind: 'set'; readonly element: AttributeType }
  /** Ordered; only platforms give these. */
  | { readonly kind: 'list'; readonly element: AttributeType }
  | { readonly kind: 'object'; readonly attributes: Attributes }

export type Attribute = {
  readonly type: AttributeType
  /** Markdown, one to three sentences. */
  readonly description: string
  readonly presence: Presence
  /** A change makes a new role: `always`, or `configured`: only where the configuration sets it. */
  readonly replace?: 'always' | 'configured'
  /** Planned where the configuration leaves it out. Only `[]` exists today. */
  readonly default?: readonly []
  /** What the platform takes where a role leaves it out, so that the two mean the same. */
  readonly platformDefault?: string
  /**
   * When a value that nobody configured may change: never after the role is made (`once`), with
   * every write (`changes`), or only when the role's permissions do (`permissions`).
   */
  readonly computed?: 'once' | 'changes' | 'permissions'
}

export type Attributes = { readonly [name: string]: Attribute }
