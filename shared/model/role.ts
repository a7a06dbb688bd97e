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

/** An organization, a team or a tenant: what holds a role. */
export type Parent = {
  /** The attribute with its id; optional where the provider block has a default for it. */
  readonly attribute: string
  readonly noun: string
  /** An id as one looks, for messages. */
  readonly example: string
}

/** A kind of role: one Terraform resource type, one section of a role file. */
export type RoleType = {
  /** Resource type without `rolecall_`, for example `astro_role`. */
  readonly name: string
  readonly title: string
  readonly description: string
  readonly attributes: Attributes
  /** The attribute people know a role by, its name or slug; unique within its parent. */
  readonly label: string
  /** The attribute whose value stands in the API's paths and in import ids: where people know a role by its slug, the slug. */
  readonly pathId: string
  /** A value of `pathId` as one looks, for messages. */
  readonly exampleId: string
  /** What holds the role; null where the credential alone says it. */
  readonly parent: Parent | null
  /** RC006: whether the platform refuses a role without permissions. */
  readonly needsPermissions: boolean
}

/** What messages call what holds a role. */
export const parentNoun = (type: RoleType | null): string => type?.parent?.noun ?? 'organization'

/** Whether every role says itself what holds it, since the provider block has no default. */
export const needsParent = ({ parent, attributes }: RoleType): boolean =>
  parent !== null && attributes[parent.attribute]?.presence === 'required'

/** Whether a role can be asked for by what people know it by, so that nobody has to list all. */
export const isFoundByLabel = ({ label, pathId }: RoleType): boolean => label === pathId
