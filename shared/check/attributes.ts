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
): readonly Found[] => {
  // One list for all that is found: most is right, and joining empty lists would be most of the work.
  const all: Found[] = []
  const take = (found: readonly Found[]): void => {
    for (const one of found) all.push(one)
  }
  const visitObject = (inside: AttributeValues, types: Attributes, at: Path): void => {
    if (visit.object) take(visit.object(inside, types, at))
    for (const [name, { presence, type }] of Object.entries(types)) {
      const value = presence === 'computed' ? null : own(inside, name)
      if (value !== null && value !== unknown) visitValue(value, type, [...at, name])
    }
  }
  const visitValue = (value: AttributeValue, type: AttributeType, at: Path): void => {
    take(visit.value(value, type, at))
    if (type.kind === 'object' && isRecord(value)) visitObject(value, type.attributes, at)
    if (type.kind !== 'set' || !Array.isArray(value)) return
    value.forEach((item: AttributeValue, index) => {
      if (item !== null && item !== unknown) visitValue(item, type.element, [...at, index])
    })
  }
  visitObject(values, attributes, [])
  return all
}
