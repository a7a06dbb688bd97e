import type { AttributeValue, AttributeValues } from './role.js'

export const isRecord = (value: AttributeValue): value is AttributeValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a role says of an attribute; null where it says nothing. Its own only: a role may lack `constructor`. */
export const own = (values: AttributeValues, name: string): AttributeValue =>
  Object.hasOwn(values, name) ? (values[name] ?? null) : null
