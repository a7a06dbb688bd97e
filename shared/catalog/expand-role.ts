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

const isAscending = (items: readonly string[]): boolean =>
  items.every((item, index) => index === 0 || (items[index - 1] ?? '') < item)

/** Sets have no order, so that two ways to write one give one text; what is not known yet keeps its place. */
const orderedSet = (items: readonly unknown[], isText: IsText): readonly unknown[] => {
  if (!items.every(isText)) return items
  return isAscending(items) ? items : [...new Set(items)].sort()
}

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
  /** The scope of a list may stand in another attribute. */
  const literals = () => Object.fromEntries(Object.entries(root).filter(([, value]) => isText(value)))

  const patternIn = (item: unknown, { attribute }: PermissionElement): string | null => {
    const text = attribute === null ? item : isValues(item) ? item[attribute] : null
    return typeof text === 'string' && isPattern(text) && isText(text) ? text : null
  }

  /** One element for each permission that a pattern in it stands for. */
  const expandElement = (item: unknown, element: PermissionElement): readonly unknown[] => {
    const { attribute } = element
    const text = patternIn(item, element)
    if (text === null) return [item]
    const { values } = expandPermissions([text], catalog, scopeOf(element, roleType, literals()))
    return attribute === null ? values : values.map((value) => ({ ...(item as Values), [attribute]: value }))
  }

  const expandItems = (items: readonly unknown[], type: AttributeType): readonly unknown[] => {
    const elements = permissionElements(type)
    // Most lists have none, and a stack may have ten thousand.
    if (!items.some((item) => elements.some((element) => patternIn(item, element) !== null))) return items
    const expanded = elements.reduce((all, element) => all.flatMap((item) => expandElement(item, element)), items)
    return expanded.every((item, index) => item === items[index]) ? items : distinct(expanded, isText)
  }

  const expand = (value: unknown, type: AttributeType): unknown => {
    if ((type.kind === 'set' || type.kind === 'list') && Array.isArray(value)) {
      const expanded = expandItems(value, type)
      const isFlat = type.element.kind === 'string' || type.element.kind === 'permission'
      const items = isFlat ? expanded : expanded.map((item) => expand(item, type.element))
      return type.kind === 'set' ? orderedSet(items, isText) : items
    }
    return type.kind === 'object' && isValues(value) ? expandAll(value, type.attributes) : value
  }

  const expandAll = (values: Values, attributes: Attributes): { [name: string]: unknown } => {
    const expanded: { [name: string]: unknown } = { ...values }
    for (const [name, value] of Object.entries(values)) {
      const known = typeof value === 'object' && Object.hasOwn(attributes, name) ? attributes[name] : undefined
      if (known) expanded[name] = expand(value, known.type)
    }
    return expanded
  }

  return expandAll
}

/** The attributes of a role, by Terraform's names, with no pattern in them. What is no text stays as it is. */
export const expandRole = (
  values: Values,
  type: RoleType,
  catalog: Catalog,
  isText: IsText = isString,
): { [name: string]: unknown } => createExpander(catalog, type, values, isText)(values, type.attributes)
