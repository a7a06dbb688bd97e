import { unknown } from '@rolecall/shared/model/unknown.js'
import { equalValues, memberType, uniqueMembers } from '../value/equal.js'
import type { AttributePath, PathStep } from '../value/path.js'
import { pathText } from '../value/path.js'
import type { Type } from '../value/type.js'
import type { Value, ValueRecord } from '../value/value.js'
import { Dynamic, isList, isRecord, valueAt } from '../value/value.js'

/** Values are left out of the text, since any may be sensitive. */
const at = (path: AttributePath, problem: string): readonly string[] => [`${pathText(path)} ${problem}`]

const setDifferences = (
  planned: readonly Value[],
  actual: readonly Value[],
  element: Type,
  path: AttributePath,
): readonly string[] => {
  const fits = (member: Value, result: Value): boolean => differences(member, result, element, path).length === 0
  if (uniqueMembers(actual, element).length > uniqueMembers(planned, element).length) {
    return at(path, 'has more members than planned')
  }
  const lost = planned.filter((member) => !actual.some((result) => fits(member, result)))
  if (lost.length > 0) return at(path, `lacks ${lost.length} of the planned members`)
  const added = actual.filter((result) => !planned.some((member) => fits(member, result)))
  return added.length > 0 ? at(path, `has ${added.length} members that were not planned`) : []
}

const recordDifferences = (planned: ValueRecord, actual: ValueRecord, type: Type, path: AttributePath) => {
  const stepTo = (key: string): PathStep => (typeof type === 'object' && type.kind === 'map' ? { key } : key)
  const names = new Set([...Object.keys(planned), ...Object.keys(actual)])
  return [...names].flatMap((name) => {
    const place = [...path, stepTo(name)]
    if (!Object.hasOwn(actual, name)) return at(place, 'has vanished')
    if (!Object.hasOwn(planned, name)) return at(place, 'was not planned')
    return differences(valueAt(planned, name), valueAt(actual, name), memberType(type, name), place)
  })
}

const listDifferences = (planned: readonly Value[], actual: readonly Value[], type: Type, path: AttributePath) => {
  if (planned.length !== actual.length) {
    return at(path, `has ${actual.length} items, and ${planned.length} were planned`)
  }
  return planned.flatMap((item, index) =>
    differences(item, actual[index] ?? null, memberType(type, index), [...path, index]),
  )
}

const differences = (planned: Value, actual: Value, type: Type, path: AttributePath): readonly string[] => {
  if (planned === unknown || equalValues(planned, actual, type)) return []
  if (planned === null) return type === 'dynamic' ? [] : at(path, 'was planned to be null')
  if (actual === null) return at(path, 'is null, and a value was planned')
  if (planned instanceof Dynamic && actual instanceof Dynamic && planned.value === unknown) return []
  if (isList(planned) && isList(actual)) {
    const isSet = typeof type === 'object' && type.kind === 'set'
    return isSet ? setDifferences(planned, actual, type.element, path) : listDifferences(planned, actual, type, path)
  }
  if (isRecord(planned) && isRecord(actual)) return recordDifferences(planned, actual, type, path)
  return at(path, 'is not what was planned')
}

/**
 * Where a result is not what was planned: known values must be the same, in the user's spelling, and
 * unknown ones may be anything. Terraform refuses all else, and would mark a new object as tainted.
 */
export const inconsistencies = (planned: ValueRecord, actual: ValueRecord, type: Type): readonly string[] =>
  differences(planned, actual, type, [])
