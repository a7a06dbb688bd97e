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

export const grantedLists = (role: Role, type: RoleType): readonly GrantedList[] => {
  const below = (path: Path, attribute: AttributeType, value: AttributeValue): readonly GrantedList[] => {
    if (attribute.kind === 'object') return isRecord(value) ? within(path, attribute.attributes, value) : []
    const element = attribute.kind === 'set' ? attribute.element : null
    return element?.kind === 'permission' ? [{ path, scope: scopeOf(element, role, type), value }] : []
  }
  const within = (path: Path, attributes: Attributes, values: AttributeValues): readonly GrantedList[] =>
    Object.entries(attributes).flatMap(([name, attribute]) => below([...path, name], attribute.type, own(values, name)))
  return within([], type.attributes, role.attributes)
}

/** The strings of a list with their places; nothing of what is not seen yet. */
export const grantedIn = ({ path, scope, value }: GrantedList): readonly Granted[] => {
  if (!Array.isArray(value)) return []
  return value.flatMap((item: AttributeValue, index) =>
    typeof item === 'string' ? [{ path: [...path, index], value: item, scope }] : [],
  )
}

export const grantedPermissions = (role: Role, type: RoleType): readonly Granted[] =>
  grantedLists(role, type).flatMap(grantedIn)
