/** What the format of role files wants at a cursor. */
import { attributeType } from '@rolecall/shared/documents/attributes.js'
import type { Attributes, AttributeType } from '@rolecall/shared/model/attribute.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import { findRoleType } from '@rolecall/shared/platforms/registry.js'
import type { Cursor } from './cursor.js'

export type Expected =
  /** `version`, `defaults`, resource types. */
  | { readonly kind: 'top' }
  /** The key of a role. */
  | { readonly kind: 'role'; readonly type: RoleType }
  /** Resource types below `defaults`. */
  | { readonly kind: 'types' }
  | {
      readonly kind: 'attributes'
      readonly attributes: Attributes
      /** `$import` and its like may stand here too. */
      readonly ofRole: boolean
    }
  /** `role`: the resource type; of an attribute in `defaults` too. */
  | { readonly kind: 'value'; readonly type: AttributeType; readonly role: RoleType; readonly asItem: boolean }

const withoutSets = (type: AttributeType | null): AttributeType | null =>
  type?.kind === 'set' || type?.kind === 'list' ? withoutSets(type.element) : type

/** The type of the attribute at a path below a role; lists are seen through. */
const typeAt = (role: RoleType, path: readonly string[]): AttributeType | null => {
  let type: AttributeType | null = { kind: 'object', attributes: role.attributes }
  for (const name of path) {
    const holder = withoutSets(type)
    type = holder?.kind === 'object' ? attributeType(holder.attributes, name) : null
  }
  return type
}

/** `inItem`: the key stands in an item of a list; directly below a list's key only items may. */
const expectedKey = (role: RoleType, path: readonly string[], inItem: boolean): Expected | null => {
  const type = typeAt(role, path)
  if ((type?.kind === 'set' || type?.kind === 'list') && !inItem) return { kind: 'value', type, role, asItem: false }
  const holder = withoutSets(type)
  return holder?.kind === 'object'
    ? { kind: 'attributes', attributes: holder.attributes, ofRole: path.length === 0 }
    : null
}

const expectedValue = (role: RoleType, path: readonly string[], at: Cursor['at']): Expected | null => {
  const type = typeAt(role, path)
  if (!type) return null
  if (at === 'value') return { kind: 'value', type, role, asItem: false }
  if (type.kind !== 'set' && type.kind !== 'list') return null
  // `- te`: the first key of an element that is a map.
  return type.element.kind === 'object'
    ? expectedKey(role, path, true)
    : { kind: 'value', type: type.element, role, asItem: true }
}

export const expectedAt = ({ path, at, inItem }: Cursor): Expected | null => {
  const [section, ...below] = path
  if (section === undefined) return at === 'key' ? { kind: 'top' } : null
  if (section === 'defaults') {
    const [name, ...rest] = below
    if (name === undefined) return at === 'key' ? { kind: 'types' } : null
    const type = findRoleType(name)
    if (!type) return null
    if (at !== 'key') return expectedValue(type, rest, at)
    const keys = expectedKey(type, rest, inItem)
    return keys?.kind === 'attributes' ? { ...keys, ofRole: false } : null
  }
  const role = findRoleType(section)
  if (!role) return null
  const [, ...attributes] = below
  if (below.length === 0) return at === 'key' ? { kind: 'role', type: role } : null
  return at === 'key' ? expectedKey(role, attributes, inItem) : expectedValue(role, attributes, at)
}
