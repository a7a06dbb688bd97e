import { unknown } from '@rolecall/shared/model/unknown.js'
import { Decimal } from './decimal.js'
import type { AttributePath } from './path.js'
import { pathText } from './path.js'
import type { ScalarType, Type } from './type.js'
import type { Value, ValueRecord } from './value.js'
import { Dynamic, isList, isRecord, recordOf, valueAt } from './value.js'

export type Conformed<Result extends Value = Value> = {
  readonly value: Result
  /** What had to be changed, each with its place. Attributes that were left out are none. */
  readonly problems: readonly string[]
}

const isScalar = (value: Value, type: ScalarType): boolean => {
  if (type === 'dynamic') return value instanceof Dynamic
  if (type === 'number') return value instanceof Decimal
  return type === 'string' ? typeof value === 'string' : typeof value === 'boolean'
}

const fit = (value: Value, type: Type, path: AttributePath, problems: string[]): Value => {
  const refuse = (wanted: string): null => {
    problems.push(`${pathText(path) || 'the value'} is not ${wanted}`)
    return null
  }
  if (value === null || value === unknown) return value
  if (typeof type === 'string') return isScalar(value, type) ? value : refuse(`a ${type}`)
  switch (type.kind) {
    case 'list':
    case 'set': {
      if (!isList(value)) return refuse(`a ${type.kind}`)
      const step = (index: number): AttributePath => (type.kind === 'set' ? path : [...path, index])
      return value.map((item, index) => fit(item, type.element, step(index), problems))
    }
    case 'tuple':
      if (!isList(value) || value.length !== type.elements.length) return refuse(`a tuple of ${type.elements.length}`)
      return value.map((item, index) => fit(item, type.elements[index] ?? 'dynamic', [...path, index], problems))
    case 'map':
      if (!isRecord(value)) return refuse('a map')
      return recordOf(
        Object.entries(value).map(([key, item]) => [key, fit(item, type.element, [...path, { key }], problems)]),
      )
    case 'object': {
      if (!isRecord(value)) return refuse('an object')
      const extra = Object.keys(value).filter((name) => !Object.hasOwn(type.attributes, name))
      problems.push(...extra.map((name) => `${pathText([...path, name])} is not in the schema`))
      return recordOf(
        Object.entries(type.attributes).map(([name, attribute]) => {
          return [name, fit(valueAt(value, name), attribute, [...path, name], problems)]
        }),
      )
    }
  }
}

/**
 * A value that its type surely allows: attributes that are left out become null, those of another type
 * too, and those that the type does not have go. So whatever a resource returns, what is right of it
 * can be saved.
 */
export const conform = (value: Value, type: Type): Conformed => {
  const problems: string[] = []
  return { value: fit(value, type, [], problems), problems }
}

/** `conform` of an object, which stays one. */
export const conformRecord = (value: ValueRecord, type: Type): Conformed<ValueRecord> => {
  const { value: conformed, problems } = conform(value, type)
  return { value: isRecord(conformed) ? conformed : recordOf([]), problems }
}

/** Null in place of each unknown. */
export const withoutUnknown = (value: Value): Value => {
  if (value === unknown) return null
  if (value instanceof Dynamic) return new Dynamic(value.type, withoutUnknown(value.value))
  if (isList(value)) return value.map(withoutUnknown)
  return isRecord(value) ? recordOf(Object.entries(value).map(([name, item]) => [name, withoutUnknown(item)])) : value
}
