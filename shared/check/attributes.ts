/** Walks a role's attributes next to their types. */
import type { Attribute, Attributes, AttributeType } from '../model/attribute.js'
import type { Problem } from '../model/problem.js'
import type { AttributeValue, AttributeValues, Path, Role, RoleType } from '../model/role.js'
import { unknown } from '../model/unknown.js'
import { isRecord, own } from '../model/values.js'

export const attributeNamed = (attributes: Attributes, name: string): Attribute | null =>
  Object.hasOwn(attributes, name) ? (attributes[name] ?? null) : null

const lists = new WeakMap<Attributes, readonly (readonly [string, Attribute])[]>()

/** The attributes by name, listed once: types are few and roles are many. */
export const listed = (attributes: Attributes): readonly (readonly [string, Attribute])[] => {
  const list = lists.get(attributes) ?? Object.entries(attributes)
  lists.set(attributes, list)
  return list
}

/** A walk through the attributes of one role. */
export type Walk = {
  readonly type: RoleType
  /** Where it is now. It goes on: whoever keeps the path keeps a copy. */
  readonly path: Path
  readonly take: (found: Problem) => void
}

/** Looks for what is wrong where a value meets its type. */
export type Visit = {
  /** `unknown` and null never come. */
  readonly value: (value: AttributeValue, type: AttributeType, walk: Walk) => void
  /** An object, before its attributes. */
  readonly object?: (values: AttributeValues, attributes: Attributes, walk: Walk) => void
}

/**
 * Goes through what is there, outermost first. What platforms compute is left out, and so are the
 * permissions of a list, about which there are rules of their own.
 */
export const visitAttributes = (role: Role, type: RoleType, visits: readonly Visit[]): readonly Problem[] => {
  const found: Problem[] = []
  // One path for the whole walk: most values are right, and then nobody wants to know where they are.
  const path: (string | number)[] = []
  const walk: Walk = { type, path, take: (problem) => found.push(problem) }
  const visitObject = (inside: AttributeValues, types: Attributes): void => {
    for (const visit of visits) visit.object?.(inside, types, walk)
    for (const [name, { presence, type: expected }] of listed(types)) {
      if (presence !== 'computed') visitValue(own(inside, name), expected, name)
    }
  }
  const visitValue = (value: AttributeValue, expected: AttributeType, at: string | number): void => {
    if (value === null || value === unknown || (expected.kind === 'permission' && typeof value === 'string')) return
    path.push(at)
    for (const visit of visits) visit.value(value, expected, walk)
    if (expected.kind === 'object' && isRecord(value)) visitObject(value, expected.attributes)
    if (expected.kind === 'set' && Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) visitValue(value[index] ?? null, expected.element, index)
    }
    path.pop()
  }
  visitObject(role.attributes, type.attributes)
  return found
}
