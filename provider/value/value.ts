import type { Unknown } from '@rolecall/shared/model/unknown.js'
import type { Decimal } from './decimal.js'
import type { Dynamic } from './dynamic.js'

/**
 * A Terraform value as plain data. Which kind an array or a record is (list, set, tuple; object,
 * map) is told by its type, never by the value. Records have no prototype, so that a key named
 * `__proto__` is only a key.
 */
export type Value = Unknown | null | string | boolean | Decimal | Dynamic | readonly Value[] | ValueRecord

export type ValueRecord = { readonly [name: string]: Value }
