import type { Attributes } from '@rolecall/shared/model/attribute.js'
import type { AttributeValue, AttributeValues } from '@rolecall/shared/model/role.js'
import { Decimal } from '../value/decimal.js'
import type { Value, ValueRecord } from '../value/value.js'
import { Dynamic } from '../value/value.js'

const isRecord = (value: Value): value is ValueRecord =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Decimal) &&
  !(value instanceof Dynamic)

/** The record in a value; null where it is null, unknown or something else. */
export const asRecord = (value: Value | undefined): ValueRecord | null =>
  value !== undefined && isRecord(value) ? value : null

/** The text in a value; null where it is null, unknown or something else. */
export const asText = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null)

/** Roles hold strings, booleans, sets and objects; a number in one would be a bug of the schema. */
const attributeValue = (value: Value): AttributeValue => {
  if (value instanceof Decimal || value instanceof Dynamic) throw new Error('A role has no attribute of this type.')
  if (Array.isArray(value)) return value.map(attributeValue)
  if (isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, attributeValue(item)]))
  }
  return value as AttributeValue
}

/** A resource's object as the checks and the platforms see it: the attributes named, nothing else. */
export const attributesIn = (record: ValueRecord, attributes: Attributes): AttributeValues =>
  Object.fromEntries(Object.keys(attributes).map((name) => [name, attributeValue(record[name] ?? null)]))

export const toValue = (value: AttributeValue): Value => {
  if (typeof value === 'number') throw new Error('A role has no attribute of this type.')
  if (Array.isArray(value)) return value.map(toValue)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toValue(item)]))
  }
  return value as Value
}
