/** The permissions of a role, in a list or in an object of lists: added to each other and taken from each other. */

import type { Attribute, AttributeType } from '@rolecall/shared/model/attribute.js'
import { grantedPermissions } from '@rolecall/shared/model/granted.js'
import { permissionsAttribute } from '@rolecall/shared/model/permission-places.js'
import type { AttributeValue, AttributeValues, RoleType } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { asObject, canonical, hasUnknown } from './canonical.js'

/** The attribute of a role that holds its permissions. */
export const permissionsOf = (roleType: RoleType): { readonly name: string; readonly attribute: Attribute } => {
  const name = permissionsAttribute(roleType)
  const attribute = roleType.attributes[name]
  if (!attribute) throw new Error(`${roleType.name} lacks its attribute ${name}.`)
  return { name, attribute }
}

export const permissionsIn = (role: AttributeValues, roleType: RoleType): AttributeValue =>
  role[permissionsAttribute(roleType)] ?? null

/** The role with other permissions. */
export const withPermissions = (
  role: AttributeValues,
  permissions: AttributeValue,
  roleType: RoleType,
): AttributeValues => ({ ...role, [permissionsAttribute(roleType)]: permissions })

type Items = readonly AttributeValue[]

/** `isIn` says whether a list has an element that means the same. */
type Combine = (one: Items, other: Items, isIn: (items: Items) => (item: AttributeValue) => boolean) => Items

const itemsOf = (value: AttributeValue): Items => (Array.isArray(value) ? (value as Items) : [])

const membership = (type: AttributeType) => {
  const element: Attribute = { type, description: '', presence: 'required' }
  const textOf = (item: AttributeValue): string => JSON.stringify(canonical(item, element))
  return (items: Items) => {
    const known = new Set(items.map(textOf))
    return (item: AttributeValue): boolean => known.has(textOf(item))
  }
}

const combine = (how: Combine, type: AttributeType, one: AttributeValue, other: AttributeValue): AttributeValue => {
  if (type.kind === 'object') {
    if (one === unknown || other === unknown) return unknown
    const [fields, others] = [asObject(one) ?? {}, asObject(other) ?? {}]
    return Object.fromEntries(
      Object.entries(type.attributes).map(([name, attribute]) => [
        name,
        combine(how, attribute.type, fields[name] ?? null, others[name] ?? null),
      ]),
    )
  }
  if (type.kind !== 'set' && type.kind !== 'list') return one
  if (hasUnknown(one) || hasUnknown(other)) return unknown
  return how(itemsOf(one), itemsOf(other), membership(type.element))
}

const outside = (items: Items, isIn: (item: AttributeValue) => boolean): Items => items.filter((item) => !isIn(item))

/** What is in the first, in its order and spelling, and then what is only in the second. */
export const union = (one: AttributeValue, other: AttributeValue, roleType: RoleType): AttributeValue =>
  combine((a, b, isIn) => [...a, ...outside(b, isIn(a))], permissionsOf(roleType).attribute.type, one, other)

/** What is in the first and not in the second. */
export const without = (one: AttributeValue, other: AttributeValue, roleType: RoleType): AttributeValue =>
  combine((a, b, isIn) => outside(a, isIn(b)), permissionsOf(roleType).attribute.type, one, other)

/** Without what is known only after apply. */
export const knownPart = (value: AttributeValue): AttributeValue => {
  if (value === unknown) return null
  if (Array.isArray(value)) return (value as Items).filter((item) => !hasUnknown(item))
  const fields = asObject(value)
  return fields && Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, knownPart(field)]))
}

/** What is in both, in the order and spelling of the first. */
export const common = (one: AttributeValue, other: AttributeValue, roleType: RoleType): AttributeValue =>
  combine((a, b, isIn) => a.filter(isIn(b)), permissionsOf(roleType).attribute.type, one, other)

/** The strings among them. */
export const textsIn = (permissions: AttributeValue, roleType: RoleType): readonly string[] => {
  const role = { type: roleType.name, key: null, attributes: withPermissions({}, permissions, roleType) }
  return grantedPermissions(role, roleType).map(({ value }) => value)
}
