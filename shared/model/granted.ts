/** What a role grants, wherever in its attributes that stands. */
import type { Attributes, AttributeType, PermissionType } from './attribute.js'
import type { AttributeValue, AttributeValues, Path, Role, RoleType } from './role.js'
import { isRecord, own } from './values.js'

/** One list of permissions of a role. */
export type GrantedList = {
  readonly path: Path
  /** The catalog scope of the list; null where the platform has none or it cannot be seen. */
  readonly scope: string | null
  /** As it stands; may be unknown, null, or of another type. */
  readonly value: AttributeValue
}

export type Granted = { readonly path: Path; readonly value: string; readonly scope: string | null }

/** A value that the attribute does not allow says nothing about the scope. */
const scopeOf = ({ scope }: PermissionType, role: Role, type: RoleType): string | null => {
  if (scope === null || typeof scope === 'string') return scope
  const value = own(role.attributes, scope.attribute)
  const attribute = type.attributes[scope.attribute]?.type
  const allowed = attribute?.kind === 'string' ? attribute.allowed : null
  return typeof value === 'string' && (allowed?.includes(value) ?? true) ? value : null
}

type ListPlace = { readonly path: readonly string[]; readonly element: PermissionType }

const listPlaces = new WeakMap<RoleType, readonly ListPlace[]>()

/** Where a type of role has lists of permissions: found once, for types are few and roles are many. */
const listPlacesOf = (type: RoleType): readonly ListPlace[] => {
  const below = (path: readonly string[], attribute: AttributeType): readonly ListPlace[] => {
    if (attribute.kind === 'object') return within(path, attribute.attributes)
    const element = attribute.kind === 'set' ? attribute.element : null
    return element?.kind === 'permission' ? [{ path, element }] : []
  }
  const within = (path: readonly string[], attributes: Attributes): readonly ListPlace[] =>
    Object.entries(attributes).flatMap(([name, attribute]) => below([...path, name], attribute.type))
  const places = listPlaces.get(type) ?? within([], type.attributes)
  listPlaces.set(type, places)
  return places
}

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
  for (const { path, element } of listPlacesOf(type)) {
    const value = valueAt(role.attributes, path)
    if (value !== undefined) lists.push({ path, scope: scopeOf(element, role, type), value })
  }
  return lists
}

/** The strings of a list that are wanted, with their places; nothing of what is not seen yet. */
export const grantedIn = (
  { path, scope, value }: GrantedList,
  wanted: (value: string) => boolean = () => true,
): readonly Granted[] => {
  const granted: Granted[] = []
  if (!Array.isArray(value)) return granted
  value.forEach((item: AttributeValue, index) => {
    if (typeof item === 'string' && wanted(item)) granted.push({ path: [...path, index], value: item, scope })
  })
  return granted
}

export const grantedPermissions = (role: Role, type: RoleType): readonly Granted[] =>
  grantedLists(role, type).flatMap((list) => grantedIn(list))
