/** Walks a role's attributes next to their types. */
import type { Attribute, Attributes, AttributeType } from '../model/attribute.js'
import type { AttributeValue, AttributeValues, Path } from '../model/role.js'
import { unknown } from '../model/unknown.js'
import { isRecord, own } from '../model/values.js'

export const attributeNamed = (attributes: Attributes, name: string): Attribute | null =>
  Object.hasOwn(attributes, name) ? (attributes[name] ?? null) : null

/** A value where its type is expected; `unknown` and null never come. */
export type Visit<Found> = {
  readonly value: (value: AttributeValue, type: AttributeType, path: Path) => readonly Found[]
  /** An object, before its attributes. */
  readonly object?: (values: AttributeValues, attributes: Attributes, path: Path) => readonly Found[]
}

/** Goes through what is there, outermost first. What platforms compute is left out. */
export const visitAttributes = <Found>(
  values: AttributeValues,
  attributes: Attributes,
  visit: Visit<Found>,
  path: Path = [],
): readonly Found[] => {
  const inner = (value: AttributeValue, type: AttributeType, at: Path): readonly Found[] => {
    if (value === unknown || value === null) return []
    const found = visit.value(value, type, at)
    if (type.kind === 'object' && isRecord(value)) return [...found, ...visitAttributes(value, type.attributes, visit, at)]
    if (type.kind !== 'set' || !Array.isArray(value)) return found
    return [...found, ...value.flatMap((item: AttributeValue, index) => inner(item, type.element, [...at, index]))]
  }
  return [
    ...(visit.object?.(values, attributes, path) ?? []),
    ...Object.entries(attributes).flatMap(([name, { presence, type }]) =>
      presence === 'computed' ? [] : inner(own(values, name), type, [...path, name]),
    ),
  ]
}
