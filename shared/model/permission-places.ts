/** Where in a kind of role permissions stand, and in which scope: everything that looks for them asks here. */
import type { Attributes, AttributeType, PermissionType } from './attribute.js'
import { oncePer } from './once-per.js'
import type { AttributeValue, RoleType } from './role.js'
import { isRecord, own } from './values.js'

/** How the elements of a set or list hold permissions. */
export type PermissionElement = {
  /** The attribute of an object that holds the string; null where the element is the string itself. */
  readonly attribute: string | null
  readonly scope: PermissionType['scope']
}

/** A set or list of permissions: attribute names, outermost first. */
export type PermissionPlace = PermissionElement & { readonly path: readonly string[] }

const noElements: readonly PermissionElement[] = []

const elementsIn = (type: AttributeType): readonly PermissionElement[] => {
  if (type.kind !== 'set' && type.kind !== 'list') return noElements
  const { element } = type
  if (element.kind === 'permission') return [{ attribute: null, scope: element.scope }]
  if (element.kind !== 'object') return noElements
  return Object.entries(element.attributes).flatMap(([attribute, { type: inner }]) =>
    inner.kind === 'permission' ? [{ attribute, scope: inner.scope }] : [],
  )
}

/** Found once: every list of a role file asks. */
const elementsOf = oncePer(elementsIn)

/** What the elements of a type hold; nothing where it is no set or list of permissions. */
export const permissionElements = (type: AttributeType | null): readonly PermissionElement[] =>
  type === null ? noElements : elementsOf(type)

export const isPermissionList = (type: AttributeType | null): boolean =>
  type !== null && permissionElements(type).length > 0

const placesIn = (attributes: Attributes): readonly PermissionPlace[] =>
  Object.entries(attributes).flatMap(([name, { type }]) => placesBelow([name], type))

const placesBelow = (path: readonly string[], type: AttributeType): readonly PermissionPlace[] => {
  if (type.kind !== 'object') return permissionElements(type).map((element) => ({ path, ...element }))
  return placesIn(type.attributes).map((place) => ({ ...place, path: [...path, ...place.path] }))
}

const countIn = (type: AttributeType): number => {
  if (type.kind === 'permission') return 1
  if (type.kind === 'set' || type.kind === 'list') return countIn(type.element)
  if (type.kind !== 'object') return 0
  return Object.values(type.attributes).reduce((count, attribute) => count + countIn(attribute.type), 0)
}

/** A shape that is not understood would never be checked, and rated as if it granted nothing: so it is refused. */
export const permissionPlaces = oncePer(({ name, attributes }: RoleType): readonly PermissionPlace[] => {
  const places = placesIn(attributes)
  if (countIn({ kind: 'object', attributes }) > places.length) {
    throw new Error(
      `${name} has a permission that stands neither in a set or list, nor in an attribute of its objects.`,
    )
  }
  return places
})

/** The one attribute of a role that holds all its permissions, in a list or in an object of lists. */
export const permissionsAttribute = (type: RoleType): string => {
  const [name, ...others] = new Set(permissionPlaces(type).map(({ path }) => path[0]))
  if (name === undefined || others.length > 0) {
    throw new Error(`${type.name} must have its permissions in exactly one attribute.`)
  }
  return name
}

/** The attribute whose value is the scope; null where the scope is fixed, or there is none. */
export const scopeAttribute = ({ scope }: PermissionElement): string | null =>
  scope === null || typeof scope === 'string' ? null : scope.attribute

/** The catalog scope of a place in a role; null where there is none. A value that is not allowed says nothing about it. */
export const scopeOf = (
  { scope }: PermissionElement,
  { attributes: types }: RoleType,
  attributes: { readonly [name: string]: unknown },
): string | null => {
  if (scope === null || typeof scope === 'string') return scope
  const value = Object.hasOwn(attributes, scope.attribute) ? attributes[scope.attribute] : null
  const type = Object.hasOwn(types, scope.attribute) ? types[scope.attribute]?.type : undefined
  const allowed = type?.kind === 'string' ? type.allowed : undefined
  return typeof value === 'string' && (allowed?.includes(value) ?? true) ? value : null
}

/** The top-level attributes that say what a role grants: permissions, and the scope they count in. */
export const grantingNames = (type: RoleType): ReadonlySet<string> =>
  new Set(
    permissionPlaces(type).flatMap((place) => {
      const scope = scopeAttribute(place)
      return [...place.path.slice(0, 1), ...(scope === null ? [] : [scope])]
    }),
  )

/** The string of an element; undefined where it cannot be seen. */
export const permissionIn = ({ attribute }: PermissionElement, item: AttributeValue): string | undefined => {
  const value = attribute === null ? item : isRecord(item) ? own(item, attribute) : null
  return typeof value === 'string' ? value : undefined
}
