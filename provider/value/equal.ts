import { unknown } from '@rolecall/shared/model/unknown.js'
import { Decimal } from './decimal.js'
import type { Type } from './type.js'
import { typeToJson } from './type.js'
import type { Value } from './value.js'
import { Dynamic, isList, isRecord, isWhollyKnown, valueAt } from './value.js'

/**
 * The type of what stands at a key. Dynamic also where a value does not fit its type: comparing is not the
 * place to complain.
 */
export const memberType = (type: Type, key: string | number): Type => {
  if (typeof type === 'string') return 'dynamic'
  if (type.kind === 'object') return type.attributes[key] ?? 'dynamic'
  return type.kind === 'tuple' ? (type.elements[Number(key)] ?? 'dynamic') : type.element
}

/**
 * A text that two values of one type share exactly where Terraform takes them for the same: strings by
 * their normal form, numbers by their value, sets whatever the order, unknown as unknown.
 */
export const valueKey = (value: Value, type: Type): string => {
  if (value === null) return 'null'
  if (value === unknown) return '?'
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFC'))
  if (typeof value === 'boolean') return String(value)
  if (value instanceof Decimal) return value.text
  if (value instanceof Dynamic) return `(${typeToJson(value.type)} ${valueKey(value.value, value.type)})`
  if (isList(value)) return listKey(value, type)
  const names = typeof type === 'object' && type.kind === 'object' ? Object.keys(type.attributes) : Object.keys(value)
  const members = names.map((name) => {
    return `${JSON.stringify(name.normalize('NFC'))}:${valueKey(valueAt(value, name), memberType(type, name))}`
  })
  return `{${members.sort().join(',')}}`
}

const listKey = (items: readonly Value[], type: Type): string => {
  const isSet = typeof type === 'object' && type.kind === 'set'
  const members = isSet ? uniqueMembers(items, type.element) : items
  const keys = members.map((item, index) => valueKey(item, memberType(type, index)))
  return `[${(isSet ? keys.sort() : keys).join(',')}]`
}

const hasSameItems = (a: readonly Value[], b: readonly Value[]): boolean => a.every((item, index) => item === b[index])

/** Whether Terraform would see no difference. Keys are only made of what is not plainly the same. */
export const equalValues = (a: Value, b: Value, type: Type): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return typeof a === 'string' && typeof b === 'string' && a.normalize('NFC') === b.normalize('NFC')
  }
  if (isList(a) && isList(b) && a.length === b.length && hasSameItems(a, b)) return true
  if (isRecord(a) && isRecord(b) && typeof type === 'object' && type.kind === 'object') {
    return Object.entries(type.attributes).every(([name, member]) =>
      equalValues(valueAt(a, name), valueAt(b, name), member),
    )
  }
  return valueKey(a, type) === valueKey(b, type)
}

/** A set's members, each once, in the order given. Two unknowns may turn out to differ, so each stays. */
export const uniqueMembers = (members: readonly Value[], element: Type): readonly Value[] => {
  const seen = new Set<string>()
  return members.filter((member) => {
    if (!isWhollyKnown(member)) return true
    const key = valueKey(member, element)
    return !seen.has(key) && seen.add(key)
  })
}
