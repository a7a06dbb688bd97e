/** Roles with their patterns replaced by the permissions these stand for, in an order that never changes. */
import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { expandPermissions, isPattern } from '@rolecall/shared/catalog/pattern.js'
import type { Attributes, AttributeType } from '@rolecall/shared/model/attribute.js'
import type { PermissionElement } from '@rolecall/shared/model/permission-places.js'
import { permissionElements, scopeOf } from '@rolecall/shared/model/permission-places.js'
import type { RoleType } from '@rolecall/shared/model/role.js'

type Values = { readonly [name: string]: unknown }

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isLiteral = (value: unknown): value is string => typeof value === 'string' && !value.includes('TfToken[')

/** Sets have no order, so that two ways to write one give one text; what is not known yet keeps its place. */
const orderedSet = (items: readonly unknown[]): readonly unknown[] =>
  items.every((item) => isLiteral(item)) ? [...new Set(items)].sort() : items

/** A list may hold twice what two patterns bring; what holds anything but text is left alone. */
const distinct = (items: readonly unknown[]): readonly unknown[] => {
  const seen = new Set<string>()
  return items.filter((item) => {
    if (!isLiteral(item) && !(isValues(item) && Object.values(item).every(isLiteral))) return true
    const text = JSON.stringify(item)
    return !seen.has(text) && seen.add(text)
  })
}

const createExpander = (catalog: Catalog, roleType: RoleType, root: Values) => {
  const literals = Object.fromEntries(Object.entries(root).filter(([, value]) => isLiteral(value)))

  /** One element for each permission that a pattern in it stands for. */
  const expandElement = (item: unknown, element: PermissionElement): readonly unknown[] => {
    const { attribute } = element
    const text = attribute === null ? item : isValues(item) ? item[attribute] : null
    if (!isLiteral(text) || !isPattern(text)) return [item]
    const { values } = expandPermissions([text], catalog, scopeOf(element, roleType, literals))
    return attribute === null ? values : values.map((value) => ({ ...(item as Values), [attribute]: value }))
  }

  const expandItems = (items: readonly unknown[], type: AttributeType): readonly unknown[] => {
    const expanded = permissionElements(type).reduce(
      (all, element) => all.flatMap((item) => expandElement(item, element)),
      items,
    )
    return expanded.every((item, index) => item === items[index]) ? items : distinct(expanded)
  }

  const expand = (value: unknown, type: AttributeType): unknown => {
    if ((type.kind === 'set' || type.kind === 'list') && Array.isArray(value)) {
      const items = expandItems(value, type).map((item) => expand(item, type.element))
      return type.kind === 'set' ? orderedSet(items) : items
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

/** The attributes of a role, by Terraform's names, with no pattern in them. Tokens stay as they are. */
export const expandPatterns = (values: Values, type: RoleType, catalog: Catalog): { [name: string]: unknown } =>
  createExpander(catalog, type, values)(values, type.attributes)
