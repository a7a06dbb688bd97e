import { impliedType } from '../framework/implied-type.js'
import type { Schema } from '../framework/schema.js'
import { decodeJson } from '../value/json.js'
import { decodeValue, encodeValue } from '../value/msgpack.js'
import type { Type } from '../value/type.js'
import type { Value, ValueRecord } from '../value/value.js'
import { isRecord } from '../value/value.js'
import { ValueError } from '../value/value-error.js'
import type { DynamicValue } from './messages/common.js'

type WireValue = Partial<DynamicValue> | undefined

/** Msgpack where there is any, else JSON, else null. Throws a ValueError. */
export const readValue = (wire: WireValue, type: Type): Value => {
  if (wire?.msgpack && wire.msgpack.length > 0) return decodeValue(wire.msgpack, type)
  if (wire?.json && wire.json.length > 0)
    return decodeJson(Buffer.from(wire.json).toString(), type, { unknownKeys: 'error' })
  return null
}

/** A state, plan or configuration that may be null: there is none before a create and after a destroy. */
export const readRecord = (wire: WireValue, schema: Schema): ValueRecord | null => {
  const value = readValue(wire, impliedType(schema))
  if (value === null || isRecord(value)) return value
  throw new ValueError([], 'an object is required')
}

/** Whether two are written alike, so that to read one is to read both. */
export const isSameValue = (one: WireValue, other: WireValue): boolean => {
  const [bytes, others] = [one?.msgpack, other?.msgpack]
  // Where there are none, the value is in JSON or null.
  if (bytes === undefined || others === undefined || bytes.length === 0) return false
  return Buffer.compare(bytes, others) === 0
}

/** A record that must be there. */
export const requireRecord = (wire: WireValue, schema: Schema): ValueRecord => {
  const record = readRecord(wire, schema)
  if (record) return record
  throw new ValueError([], 'an object is required, not null')
}

/** Always msgpack, which every Terraform reads everywhere. */
export const writeValue = (value: Value, type: Type): Pick<DynamicValue, 'msgpack'> => ({
  msgpack: encodeValue(value, type),
})

export const writeRecord = (record: ValueRecord | null, schema: Schema): Pick<DynamicValue, 'msgpack'> =>
  writeValue(record, impliedType(schema))
