/** Walks a role's attributes next to their types. */
import type { Attribute, Attributes, AttributeType } from '../model/attribute.js'
import type { AttributeValue, AttributeValues, Path } from '../model/role.js'
import { unknown } from '../model/unknown.js'
import { isRecord, own } from '../model/values.js'

export const attributeNamed = (attributes: Attributes, name: string): Attribute | null =>
  Object.hasOwn(attributes, name) ? (attributes[name] ?? null) : null

/**
 * What to do with a value where its type is expected; `unknown` and null never come. The path is that
 * of the walk, which goes on: whoever keeps it keeps a copy.
 */
export type Visit = {
  readonly value: (value: AttributeValue, type: AttributeType, path: Path) => void
  /** An object, before its attributes. */
  readonly object?: (values: AttributeValues, attributes: Attributes, path: Path) => void
}

/**
 * Goes through what is there, outermost first. What platforms compute is left out, and so are the
 * permissions of a list, about which there are rules of their own.
 */
export const visitAttributes = (values: AttributeValues, attributes: Attributes, visits: readonly Visit[]): void => {
  // One path for the whole walk: most values are right, and then nobody wants to know where they are.
  const path: (string | number)[] = []
  const visitObject = (inside: AttributeValues, types: Attributes): void => {
    for (const visit of visits) visit.object?.(inside, types, path)
    for (const name in types) {
      const attribute = attributeNamed(types, name)
      if (attribute && attribute.presence !== 'computed') visitValue(own(inside, name), attribute.type, name)
    }
  }
  const visitValue = (value: AttributeValue, type: AttributeType, at: string | number): void => {
    if (value === null || value === unknown || (type.kind === 'permission' && typeof value === 'string')) return
    path.push(at)
    for (const visit of visits) visit.value(value, type, path)
    if (type.kind === 'object' && isRecord(value)) visitObject(value, type.attributes)
    if (type.kind === 'set' && Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) visitValue(value[index] ?? null, type.element, index)
    }
    path.pop()
  }
  visitObject(values, attributes)
}
