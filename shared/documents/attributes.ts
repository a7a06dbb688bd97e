import type { Attributes, AttributeType } from '../model/attribute.js'
import { isPermissionList } from '../model/permission-places.js'
import type { AttributeValue, AttributeValues } from '../model/role.js'
import { unknown } from '../model/unknown.js'
import type { Entry, ListNode, MapNode, Node, ScalarNode } from '../syntax/node.js'
import type { Item, Resolver } from '../syntax/view.js'
import { entriesOf, isNull, itemsOf, spend } from '../syntax/view.js'

const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  True: true,
  TRUE: true,
  false: false,
  False: false,
  FALSE: false,
}

/** Own attributes only: a role may well have one called `constructor`. */
export const attributeType = (attributes: Attributes | null, name: string): AttributeType | null =>
  attributes && Object.hasOwn(attributes, name) ? (attributes[name]?.type ?? null) : null

const scalarValue = (node: ScalarNode, type: AttributeType | null, { converts }: Resolver): AttributeValue => {
  if (isNull(node)) return null
  if (type?.kind !== 'boolean' || (node.style !== 'plain' && !converts)) return node.text
  return Object.hasOwn(booleans, node.text) ? (booleans[node.text] ?? null) : node.text
}

const put = (values: Record<string, AttributeValue>, name: string, value: AttributeValue): void => {
  if (name !== '__proto__') values[name] = value
  else Object.defineProperty(values, name, { value, enumerable: true, configurable: true, writable: true })
}

/** Values by key. Text stays text, unless the attribute is a boolean. */
export const valuesOf = (
  entries: readonly Entry[],
  attributes: Attributes | null,
  resolver: Resolver,
): AttributeValues => {
  const values: Record<string, AttributeValue> = {}
  for (const { key, value } of entries) {
    put(values, key.text, valueOf(value, attributeType(attributes, key.text), resolver))
  }
  return values
}

const standsFor = ({ use, node }: Item, resolver: Resolver): boolean =>
  node?.kind === 'map' && resolver.follow(use) === node

const collectionValue = (node: MapNode | ListNode, type: AttributeType | null, resolver: Resolver): AttributeValue => {
  if (node.kind === 'map') {
    return valuesOf(entriesOf(node, resolver), type?.kind === 'object' ? type.attributes : null, resolver)
  }
  const element = type?.kind === 'set' || type?.kind === 'list' ? type.element : null
  const flatten = isPermissionList(type)
  return itemsOf(node, flatten, resolver).map((item) => {
    // An element that is an alias to a map costs what the map brings; one of a list's has been paid for.
    const from = flatten && !standsFor(item, resolver) ? item.node : item.use
    return from && !item.use.again ? valueOf(from, element, resolver) : unknown
  })
}

/**
 * What a node says where an attribute of this type is expected (null: any). What cannot be seen is
 * `unknown`, and so is all that aliases bring beyond the budget.
 */
export const valueOf = (use: Node, type: AttributeType | null, resolver: Resolver): AttributeValue => {
  const node = resolver.follow(use)
  if (node === null || node.kind === 'opaque' || node.kind === 'alias') return unknown
  if (node.kind === 'scalar') return scalarValue(node, type, resolver)
  if (use.kind !== 'alias') return collectionValue(node, type, resolver)
  let value: AttributeValue = unknown
  const size = node.kind === 'map' ? node.entries.length : node.items.length
  spend(resolver, size, () => {
    value = collectionValue(node, type, resolver)
  })
  return value
}
