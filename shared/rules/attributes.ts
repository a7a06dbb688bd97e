/** Walks a role's attributes next to their types. */
import type { Attribute, Attributes, AttributeType } from '../model/attribute.js'
import { oncePer } from '../model/once-per.js'
import type { Problem } from '../model/problem.js'
import type { AttributeValue, AttributeValues, Role, RoleType } from '../model/role.js'
import { unknown } from '../model/unknown.js'
import { isRecord, own } from '../model/values.js'

export const attributeNamed = (attributes: Attributes, name: string): Attribute | null =>
  Object.hasOwn(attributes, name) ? (attributes[name] ?? null) : null

type Named = readonly (readonly [string, Attribute])[]

const listing = (isWanted: (attribute: Attribute) => boolean) =>
  oncePer((attributes: Attributes): Named => Object.entries(attributes).filter(([, attribute]) => isWanted(attribute)))

const written = listing(({ presence }) => presence !== 'computed')

export const required = listing(({ presence }) => presence === 'required')

/** A walk through the attributes of one role. */
export type AttributeWalk = {
  readonly type: RoleType
  /** Where it is now. It goes on: whoever keeps the path keeps a copy. */
  readonly path: (string | number)[]
  readonly found: Problem[]
}

/** Looks for what is wrong where a value meets its type. */
export type Visit = {
  /** `unknown` and null never come. */
  readonly value: (value: AttributeValue, type: AttributeType, walk: AttributeWalk) => void
  /** An object, before its attributes. */
  readonly object?: (values: AttributeValues, attributes: Attributes, walk: AttributeWalk) => void
}

type Visits = readonly Visit[]

const visitObject = (values: AttributeValues, attributes: Attributes, visits: Visits, walk: AttributeWalk): void => {
  for (const visit of visits) visit.object?.(values, attributes, walk)
  for (const [name, { type }] of written(attributes)) visitValue(own(values, name), type, name, visits, walk)
}

const visitValue = (
  value: AttributeValue,
  type: AttributeType,
  at: string | number,
  visits: Visits,
  walk: AttributeWalk,
): void => {
  if (value === null || value === unknown) return
  walk.path.push(at)
  for (const visit of visits) visit.value(value, type, walk)
  if (type.kind === 'object' && isRecord(value)) visitObject(value, type.attributes, visits, walk)
  if ((type.kind === 'set' || type.kind === 'list') && Array.isArray(value))
    visitItems(value, type.element, visits, walk)
  walk.path.pop()
}

const visitItems = (
  items: readonly AttributeValue[],
  type: AttributeType,
  visits: Visits,
  walk: AttributeWalk,
): void => {
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] ?? null
    if (typeof item !== 'string' || type.kind !== 'permission') visitValue(item, type, index, visits, walk)
  }
}

/**
 * Goes through what is there, outermost first. What platforms compute is left out, and so are the
 * permissions of a list, about which there are rules of their own.
 */
export const visitAttributes = (role: Role, type: RoleType, visits: Visits): readonly Problem[] => {
  // One path for the whole walk: most values are right, and then nobody wants to know where they are.
  const walk: AttributeWalk = { type, path: [], found: [] }
  visitObject(role.attributes, type.attributes, visits, walk)
  return walk.found
}
