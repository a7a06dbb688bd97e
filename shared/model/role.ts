import type { Attributes } from './attribute.js'
import type { Unknown } from './unknown.js'

/** A role's attribute values as written: strings stay source text, `unknown` is not seen yet. */
export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | Unknown
  | readonly AttributeValue[]
  | { readonly [name: string]: AttributeValue }

export type AttributeValues = { readonly [name: string]: AttributeValue }

/** A place in a role: attribute names and list positions, outermost first. */
export type Path = readonly (string | number)[]

/** One role as some source gives it. `type` is the resource type without `rolecall_`. */
export type Role = {
  readonly type: string
  readonly key: string | null
  readonly attributes: AttributeValues
}

/** A kind of role: one Terraform resource type, one section of a role file. */
export type RoleType = {
  /** Resource type without `rolecall_`, for example `astro_role`. */
  readonly name: string
  readonly title: string
  readonly description: string
  readonly attributes: Attributes
  /** The attribute people know a role by; unique within `place`. */
  readonly label: 'name' | 'slug'
  /** The attribute that says which organization, team or tenant holds the role. */
  readonly place: 'organization_id' | 'team_id' | 'tenant_id' | null
  /** RC006: whether the platform refuses a role without permissions. */
  readonly needsPermissions: boolean
}
