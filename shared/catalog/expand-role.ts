/** Roles with their patterns replaced by the permissions these stand for, in an order that never changes. */
import type { Attributes, AttributeType } from '../model/attribute.js'
import type { PermissionElement } from '../model/permission-places.js'
import { permissionElements, scopeOf } from '../model/permission-places.js'
import type { RoleType } from '../model/role.js'
import type { Catalog } from './catalog.js'
import { expandPermissions, isPattern } from './pattern.js'

type Values = { readonly [name: string]: unknown }

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether a value is text that is all there: in code some of it may come later. */
type IsText = (value: unknown) => value is string

const isString: IsText = (value) => typeof value === 'string'

/** Sets have no order, so that two ways to write one give one text; what is not known yet keeps its place. */
const orderedSet = (items: readonly unknown[], isText: IsText): readonly unknown[] =>
  items.every((item) => isText(item)) ? [...new Set(items)].sort() : items

/** A list may hold twice what two patterns bring; what holds anything but text is left alone. */
const distinct = (items: readonly unknown[], isText: IsText): readonly unknown[] => {
  const seen = new Set<string>()
  return items.filter((item) => {
    if (!isText(item) && !(isValues(item) && Object.values(item).every(isText))) return true
    const text = JSON.stringify(item)
    return !seen.has(text) && seen.add(text)
  })
}

const createExpander = (catalog: Catalog, roleType: RoleType, root: Values, isText: IsText) => {
  const literals = Object.fromEntries(Object.entries(root).filter(([, value]) => isText(value)))

  /** One element for each permission that a pattern in it stands for. */
  const expandElement = (item: unknown, element: PermissionElement): readonly unknown[] => {
    const { attribute } = element
    const text = attribute === null ? item : isValues(item) ? item[attribute] : null
    if (!isText(text) || !isPattern(text)) return [item]
    const { values } = expandPermissions([text], catalog, scopeOf(element, roleType, literals))
    return attribute === null ? values : values.map((value) => ({ ...(item as Values), [attribute]: value }))
  }

  const expandItems = (items: readonly unknown[], type: AttributeType): readonly unknown[] => {
    const expanded = permissionElements(type).reduce(
      (all, element) => all.flatMap((item) => expandElement(item, element)),
      items,
    )
    return expanded.every((item, index) => item === items[index]) ? items : distinct(expanded, isText)
  }

  const expand = (value: unknown, type: AttributeType): unknown => {
    if ((type.kind === 'set' || type.kind === 'list') && Array.isArray(value)) {
      const items = expandItems(value, type).map((item) => expand(item, type.element))
      return type.kind === 'set' ? orderedSet(items, isText) : items
    }
    return type.kind === 'object' && isValues(value) ? expandAll(value, type.attributes) : value
  }

  const expandAll = (values: Values, attributes: Attributes): Values =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const known = Object.hasOwn(attributes, name) ? attributes[name] : undefined
        return [name, known ? expand(value, known.type) : value]
      }),
    )

  return expandAll
}

/** The attributes of a role, by Terraform's names, with no pattern in them. What is no text stays as it is. */
export const expandRole = (
  values: Values,
  type: RoleType,
  catalog: Catalog,
  isText: IsText = isString,
): { [name: string]: unknown } => createExpander(catalog, type, values, isText)(values, type.attributes)
