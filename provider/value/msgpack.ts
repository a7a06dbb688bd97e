import { unknown } from '@rolecall/shared/model/unknown.js'
import { Decimal } from './decimal.js'
import { uniqueMembers } from './equal.js'
import type { Token } from './msgpack-reader.js'
import { isHeader, MsgpackReader } from './msgpack-reader.js'
import { MsgpackWriter } from './msgpack-writer.js'
import type { PathStep } from './path.js'
import type { AttributeTypes, ScalarType, Type } from './type.js'
import { typeFromJson, typeToJson } from './type.js'
import type { Value, ValueRecord } from './value.js'
import { Dynamic, isList, isRecord } from './value.js'
import { below, ValueError } from './value-error.js'

/** A value in the form that Terraform calls DynamicValue, by its type. */
export const decodeValue = (bytes: Uint8Array, type: Type): Value => {
  const reader = new MsgpackReader(bytes)
  const value = decode(reader, type)
  if (!reader.atEnd) throw new ValueError([], 'msgpack goes on after the value')
  return value
}

export const encodeValue = (value: Value, type: Type): Uint8Array => {
  const writer = new MsgpackWriter()
  encode(writer, value, type)
  return writer.finish()
}

const decode = (reader: MsgpackReader, type: Type): Value => {
  const token = reader.read()
  if (token === null || token === unknown) return token
  if (typeof type === 'string') return type === 'dynamic' ? decodeDynamic(reader, token) : decodeScalar(token, type)
  switch (type.kind) {
    case 'list':
      return decodeItems(reader, token, (index) => decodeAt(reader, type.element, index))
    case 'set':
      return decodeItems(reader, token, () => decode(reader, type.element))
    case 'tuple':
      return decodeTuple(reader, token, type.elements)
    case 'map':
      return decodeRecord(reader, token, (key) => decodeAt(reader, type.element, { key }))
    case 'object':
      return decodeObject(reader, token, type.attributes)
  }
}

const decodeAt = (reader: MsgpackReader, type: Type, step: PathStep): Value => {
  try {
    return decode(reader, type)
  } catch (thrown) {
    throw below(step, thrown)
  }
}

const decodeScalar = (token: Token, type: 'string' | 'number' | 'bool'): Value => {
  if (type === 'string' && typeof token === 'string') return token
  if (type === 'bool' && typeof token === 'boolean') return token
  if (type === 'number' && token instanceof Decimal) return token
  // Terraform sends as text what no int64 holds, and no double beside integers.
  if (type === 'number' && typeof token === 'string') return parseNumber(token)
  throw new ValueError([], `a ${type} is required`)
}

const parseNumber = (text: string): Decimal => {
  try {
    return Decimal.of(text)
  } catch {
    throw new ValueError([], 'a number is required')
  }
}

const decodeDynamic = (reader: MsgpackReader, token: Token): Dynamic => {
  if (!isHeader(token, 'array') || token.length !== 2) throw new ValueError([], 'a value with its type is required')
  const type = parseType(reader.read())
  return new Dynamic(type, decode(reader, type))
}

const parseType = (token: Token): Type => {
  const text = token instanceof Uint8Array ? Buffer.from(token).toString('utf8') : token
  if (typeof text !== 'string') throw new ValueError([], 'a type is required')
  try {
    return typeFromJson(JSON.parse(text))
  } catch (thrown) {
    throw new ValueError([], thrown instanceof ValueError ? thrown.problem : 'a type is required, as JSON')
  }
}

const decodeItems = (reader: MsgpackReader, token: Token, item: (index: number) => Value): readonly Value[] => {
  if (!isHeader(token, 'array')) throw new ValueError([], 'a list is required')
  const items: Value[] = []
  for (let index = 0; index < token.length; index += 1) items.push(item(index))
  return items
}

const decodeTuple = (reader: MsgpackReader, token: Token, elements: readonly Type[]): readonly Value[] => {
  if (isHeader(token, 'array') && token.length !== elements.length) {
    throw new ValueError([], `a tuple of ${elements.length} elements is required (${token.length} given)`)
  }
  return decodeItems(reader, token, (index) => decodeAt(reader, elements[index] ?? 'dynamic', index))
}

const decodeRecord = (reader: MsgpackReader, token: Token, member: (name: string) => Value): ValueRecord => {
  if (!isHeader(token, 'map')) throw new ValueError([], 'a map is required')
  const record: { [name: string]: Value } = Object.create(null)
  for (let left = token.length; left > 0; left -= 1) {
    const name = reader.read()
    if (typeof name !== 'string') throw new ValueError([], 'keys must be strings')
    if (name in record) throw new ValueError([], `the key ${JSON.stringify(name)} stands twice`)
    record[name] = member(name)
  }
  return record
}

const decodeObject = (reader: MsgpackReader, token: Token, attributes: AttributeTypes): ValueRecord => {
  const record = decodeRecord(reader, token, (name) => {
    const type = Object.hasOwn(attributes, name) ? attributes[name] : undefined
    if (type === undefined) throw new ValueError([], `there is no attribute ${JSON.stringify(name)}`)
    return decodeAt(reader, type, name)
  })
  const missing = Object.keys(attributes).find((name) => !(name in record))
  if (missing !== undefined) throw new ValueError([], `the attribute ${JSON.stringify(missing)} is missing`)
  return record
}

const encode = (writer: MsgpackWriter, value: Value, type: Type): void => {
  if (value === null) return writer.nil()
  if (value === unknown) return writer.unknown()
  if (typeof type === 'string') return encodeScalar(writer, value, type)
  switch (type.kind) {
    case 'list':
      return encodeItems(writer, value, (item, index) => encodeAt(writer, item, type.element, index))
    case 'set': {
      const members = isList(value) ? uniqueMembers(value, type.element) : value
      return encodeItems(writer, members, (item) => encode(writer, item, type.element))
    }
    case 'tuple':
      return encodeTuple(writer, value, type.elements)
    case 'map':
      return encodeMap(writer, value, type.element)
    case 'object':
      return encodeObject(writer, value, type.attributes)
  }
}

const encodeAt = (writer: MsgpackWriter, value: Value, type: Type, step: PathStep): void => {
  try {
    encode(writer, value, type)
  } catch (thrown) {
    throw below(step, thrown)
  }
}

const encodeScalar = (writer: MsgpackWriter, value: Value, type: ScalarType): void => {
  if (type === 'string' && typeof value === 'string') return writer.string(value)
  if (type === 'bool' && typeof value === 'boolean') return writer.boolean(value)
  if (type === 'number' && value instanceof Decimal) return encodeNumber(writer, value)
  if (type === 'dynamic' && value instanceof Dynamic) {
    writer.array(2)
    writer.binary(typeToJson(value.type))
    return encode(writer, value.value, value.type)
  }
  throw new ValueError([], `a ${type} is required`)
}

/**
 * Never as a double, though one may hold it: Terraform reads that with 53 bits, and when it hands the
 * number on, it writes no more digits than these need. Of 2^255 it would write 17 and then zeros, which
 * is another integer. What it reads from text keeps the digits of the text.
 */
const encodeNumber = (writer: MsgpackWriter, value: Decimal): void => {
  const integer = value.toBigInt()
  if (integer !== null && BigInt.asIntN(64, integer) === integer) return writer.integer(integer)
  writer.string(value.text)
}

const encodeItems = (writer: MsgpackWriter, value: Value, item: (value: Value, index: number) => void): void => {
  if (!isList(value)) throw new ValueError([], 'a list is required')
  writer.array(value.length)
  value.forEach(item)
}

const encodeTuple = (writer: MsgpackWriter, value: Value, elements: readonly Type[]): void => {
  if (isList(value) && value.length !== elements.length) {
    throw new ValueError([], `a tuple of ${elements.length} elements is required (${value.length} given)`)
  }
  encodeItems(writer, value, (item, index) => encodeAt(writer, item, elements[index] ?? 'dynamic', index))
}

const encodeMap = (writer: MsgpackWriter, value: Value, element: Type): void => {
  if (!isRecord(value)) throw new ValueError([], 'a map is required')
  const entries = Object.entries(value)
  writer.map(entries.length)
  for (const [key, item] of entries) {
    writer.string(key)
    encodeAt(writer, item, element, { key })
  }
}

const encodeObject = (writer: MsgpackWriter, value: Value, attributes: AttributeTypes): void => {
  if (!isRecord(value)) throw new ValueError([], 'an object is required')
  const extra = Object.keys(value).find((name) => !Object.hasOwn(attributes, name))
  if (extra !== undefined) throw new ValueError([], `there is no attribute ${JSON.stringify(extra)}`)
  const entries = Object.entries(attributes)
  writer.map(entries.length)
  for (const [name, type] of entries) {
    const item = Object.hasOwn(value, name) ? value[name] : undefined
    if (item === undefined) throw new ValueError([], `the attribute ${JSON.stringify(name)} is missing`)
    writer.string(name)
    encodeAt(writer, item, type, name)
  }
}
