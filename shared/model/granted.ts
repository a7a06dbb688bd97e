/** What a role grants, wherever in its attributes that stands. */
import { permissionIn, permissionPlaces, scopeOf } from './permission-places.js'
import type { AttributeValue, AttributeValues, Path, Role, RoleType } from './role.js'
import { unknown } from './unknown.js'
import { isRecord, own } from './values.js'

/** One list of permissions of a role. */
export type GrantedList = {
  readonly path: Path
  /** The attribute of its elements that holds the permission; null where they are the permissions. */
  readonly attribute: string | null
  /** The catalog scope of the list; null where the platform has none or it cannot be seen. */
  readonly scope: string | null
  /** As it stands; may be unknown, null, or of another type. */
  readonly value: AttributeValue
}

export type Granted = { readonly path: Path; readonly value: string; readonly scope: string | null }

/** Undefined where there is no such place, because something on the way is no map. */
const valueAt = (values: AttributeValues, path: readonly string[]): AttributeValue | undefined => {
  let at: AttributeValue = values
  for (const name of path) {
    if (!isRecord(at)) return undefined
    at = own(at, name)
  }
  return at
}

export const grantedLists = (role: Role, type: RoleType): readonly GrantedList[] => {
  const lists: GrantedList[] = []
  for (const place of permissionPlaces(type)) {
    const { path, attribute } = place
    const value = valueAt(role.attributes, path)
    if (value !== undefined) lists.push({ path, attribute, scope: scopeOf(place, type, role.attributes), value })
  }
  return lists
}

/** The strings of a list that are wanted, with their places; nothing of what is not seen yet. */
export const grantedIn = (list: GrantedList, wanted: (value: string) => boolean = () => true): readonly Granted[] => {
  const { path, attribute, scope, value: items } = list
  const granted: Granted[] = []
  if (!Array.isArray(items)) return granted
  items.forEach((item: AttributeValue, index) => {
    const value = permissionIn(list, item)
    if (value === undefined || !wanted(value)) return
    granted.push({ path: attribute === null ? [...path, index] : [...path, index, attribute], value, scope })
  })
  return granted
}

/**
 * What an element says beside its permission: two of one permission repeat each other only where this is
 * the same. Null where not all of it is seen.
 */
export const besideOf = ({ path, attribute, value: items }: GrantedList, granted: Granted): string | null => {
  if (attribute === null || !Array.isArray(items)) return ''
  const item = (items as readonly AttributeValue[])[Number(granted.path[path.length])] ?? null
  if (!isRecord(item)) return null
  const others = Object.entries(item).filter(([name, value]) => name !== attribute && value !== null)
  if (others.some(([, value]) => value === unknown)) return null
  return JSON.stringify(others.sort(([one], [other]) => (one < other ? -1 : 1)))
}

export const grantedPermissions = (role: Role, type: RoleType): readonly Granted[] =>
  grantedLists(role, type).flatMap((list) => grantedIn(list))
