import { Decimal } from './decimal.js'
import { parseJson } from './json-text.js'
import type { AttributePath } from './path.js'
import type { AttributeTypes, ScalarType, Type } from './type.js'
import { typeFromJson } from './type.js'
import type { Value, ValueRecord } from './value.js'
import { Dynamic, recordOf } from './value.js'
import { ValueError } from './value-error.js'

export type JsonOptions = {
  /** Attributes that the type does not have: a state may hold those of another version. */
  readonly unknownKeys: 'drop' | 'error'
}

/** A value from the JSON of a state, its numbers exact. Attributes that are missing are null. */
export const decodeJson = (text: string, type: Type, options: JsonOptions): Value =>
  decodeJsonData(parseJson(text), type, options)

/** The same from data: `parseJson`'s, or any that JSON can hold. */
export const decodeJsonData = (data: unknown, type: Type, options: JsonOptions): Value =>
  decode(data, type, [], options)

type JsonObject = { readonly [name: string]: unknown }

const isObject = (data: unknown): data is JsonObject =>
  typeof data === 'object' && data !== null && !Array.isArray(data) && !(data instanceof Decimal)

const listOf = (data: unknown, path: AttributePath): readonly unknown[] => {
  if (!Array.isArray(data)) throw new ValueError(path, 'a list is required')
  return data
}

const objectOf = (data: unknown, path: AttributePath): JsonObject => {
  if (!isObject(data)) throw new ValueError(path, 'an object is required')
  return data
}

const decode = (data: unknown, type: Type, path: AttributePath, options: JsonOptions): Value => {
  if (data === null || data === undefined) return null
  if (typeof type === 'string') return decodeScalar(data, type, path, options)
  switch (type.kind) {
    case 'list':
      return listOf(data, path).map((item, index) => decode(item, type.element, [...path, index], options))
    case 'set':
      return listOf(data, path).map((item) => decode(item, type.element, path, options))
    case 'tuple':
      return decodeTuple(listOf(data, path), type.elements, path, options)
    case 'map': {
      const entries = Object.entries(objectOf(data, path))
      return recordOf(entries.map(([key, item]) => [key, decode(item, type.element, [...path, { key }], options)]))
    }
    case 'object':
      return decodeObject(objectOf(data, path), type.attributes, path, options)
  }
}

const decodeScalar = (data: unknown, type: ScalarType, path: AttributePath, options: JsonOptions): Value => {
  if (type === 'string' && typeof data === 'string') return data
  if (type === 'bool' && typeof data === 'boolean') return data
  if (type === 'number' && data instanceof Decimal) return data
  if (type === 'number' && typeof data === 'number' && Number.isFinite(data)) return Decimal.of(data)
  if (type === 'dynamic' && isObject(data)) {
    const valueType = typeFromJson(data['type'])
    return new Dynamic(valueType, decode(data['value'], valueType, path, options))
  }
  throw new ValueError(path, `a ${type} is required`)
}

const decodeTuple = (
  items: readonly unknown[],
  elements: readonly Type[],
  path: AttributePath,
  options: JsonOptions,
): readonly Value[] => {
  if (items.length !== elements.length) {
    throw new ValueError(path, `a tuple of ${elements.length} elements is required (${items.length} given)`)
  }
  return items.map((item, index) => decode(item, elements[index] ?? 'dynamic', [...path, index], options))
}

const decodeObject = (
  data: JsonObject,
  attributes: AttributeTypes,
  path: AttributePath,
  options: JsonOptions,
): ValueRecord => {
  const extra = Object.keys(data).find((name) => !Object.hasOwn(attributes, name))
  if (extra !== undefined && options.unknownKeys === 'error') {
    throw new ValueError(path, `there is no attribute ${JSON.stringify(extra)}`)
  }
  return recordOf(
    Object.entries(attributes).map(([name, type]) => {
      const member = Object.hasOwn(data, name) ? data[name] : null
      return [name, decode(member, type, [...path, name], options)]
    }),
  )
}
