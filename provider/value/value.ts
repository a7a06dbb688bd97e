import type { Unknown } from '@rolecall/shared/model/unknown.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { Decimal } from './decimal.js'
import type { Type } from './type.js'

/** A value of type `dynamic`: it carries its own type. `null` and `unknown` without one stand alone. */
export class Dynamic {
  readonly type: Type
  readonly value: Value

  constructor(type: Type, value: Value) {
    this.type = type
    this.value = value
  }
}

/**
 * A Terraform value as plain data. Which kind an array or a record is (list, set, tuple; object,
 * map) is told by its type, never by the value. Records have no prototype, so that a key named
 * `__proto__` is only a key.
 */
export type Value = Unknown | null | string | boolean | Decimal | Dynamic | readonly Value[] | ValueRecord

export type ValueRecord = { readonly [name: string]: Value }

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

export const isRecord = (value: Value): value is ValueRecord =>
  typeof value === 'object' &&
  value !== null &&
  !isList(value) &&
  !(value instanceof Decimal) &&
  !(value instanceof Dynamic)

/** A record without a prototype. Of two entries with one name the last counts. */
export const recordOf = (entries: Iterable<readonly [string, Value]>): ValueRecord => {
  const record: { [name: string]: Value } = Object.create(null)
  for (const [name, value] of entries) record[name] = value
  return record
}

/** What stands under a name; null where nothing does, also in a record that has a prototype. */
export const valueAt = (record: ValueRecord, name: string): Value =>
  Object.hasOwn(record, name) ? (record[name] ?? null) : null

/** Whether nothing in it is unknown, at any depth. */
export const isWhollyKnown = (value: Value): boolean => {
  if (value === unknown) return false
  if (value instanceof Dynamic) return isWhollyKnown(value.value)
  if (isList(value)) return value.every(isWhollyKnown)
  return !isRecord(value) || Object.values(value).every(isWhollyKnown)
}
