import type { Type } from '../value/type.js'
import { objectType } from '../value/type.js'
import type { ValueRecord } from '../value/value.js'
import { isWhollyKnown, recordOf, valueAt } from '../value/value.js'

export type IdentityAttribute = {
  readonly type: Type
  readonly description: string
  /** Whether an import has to say it. */
  readonly import: 'required' | 'optional'
}

/** What tells an object from all others of its type, by attributes that stand under the same names at the root of its schema. */
export type IdentitySchema = {
  readonly version: number
  readonly attributes: { readonly [name: string]: IdentityAttribute }
}

export const identityType = ({ attributes }: IdentitySchema): Type =>
  objectType(Object.fromEntries(Object.entries(attributes).map(([name, { type }]) => [name, type])))

/** The identity of a state or plan; null as long as a part of it is missing or not known. */
export const identityIn = ({ attributes }: IdentitySchema, record: ValueRecord | null): ValueRecord | null => {
  if (record === null) return null
  const parts = Object.keys(attributes).map((name) => [name, valueAt(record, name)] as const)
  return parts.every(([, value]) => value !== null && isWhollyKnown(value)) ? recordOf(parts) : null
}
