/** Roles with their patterns replaced by the permissions these stand for, in an order that never changes. */
import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { expandPermissions, isPattern } from '@rolecall/shared/catalog/pattern.js'
import type { Attributes, AttributeType } from '@rolecall/shared/model/attribute.js'
import type { RoleType } from '@rolecall/shared/model/role.js'

type Values = { readonly [name: string]: unknown }

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isLiteral = (value: unknown): value is string => typeof value === 'string' && !value.includes('TfToken[')

/** Sets have no order, so that two ways to write one give one text; what is not known yet keeps its place. */
const orderedSet = (items: readonly unknown[]): readonly unknown[] =>
  items.every((item) => isLiteral(item)) ? [...new Set(items)].sort() : items

const createExpander = (catalog: Catalog, root: Values) => {
  const scopeOf = (scope: string | { readonly attribute: string } | null): string | null => {
    if (scope === null || typeof scope === 'string') return scope
    const named = root[scope.attribute]
    return isLiteral(named) ? named : null
  }

  const expandSet = (items: readonly unknown[], element: AttributeType): readonly unknown[] => {
    if (element.kind !== 'permission') return items.map((item) => expand(item, element))
    const scope = scopeOf(element.scope)
    return items.flatMap((item): readonly unknown[] =>
      isLiteral(item) && isPattern(item) ? expandPermissions([item], catalog, scope).values : [item],
    )
  }

  const expand = (value: unknown, type: AttributeType): unknown => {
    if (type.kind === 'set' && Array.isArray(value)) return orderedSet(expandSet(value, type.element))
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
  createExpander(catalog, values)(values, type.attributes)
