/**
 * Terraform's side of a plan, by its rules: what it proposes, what it accepts. Written from what
 * `internal/plans/objchange` of Terraform does, for schemas without blocks.
 */
import { unknown } from '@rolecall/shared/model/unknown.js'
import type { AttributePath } from '../../../provider/framework/diagnostic.js'
import { typeOfAttribute } from '../../../provider/framework/implied-type.js'
import type { NestedType, SchemaAttribute, SchemaAttributes } from '../../../provider/framework/schema.js'
import { isNested } from '../../../provider/framework/schema.js'
import { equalValues, uniqueMembers } from '../../../provider/value/equal.js'
import type { Value, ValueRecord } from '../../../provider/value/value.js'
import { isList, isRecord, recordOf, valueAt } from '../../../provider/value/value.js'

const at = (value: Value, name: string): Value => (isRecord(value) ? valueAt(value, name) : null)

const children = (nested: NestedType, value: Value): readonly Value[] => {
  if (nested.nesting === 'single') return isRecord(value) ? [value] : []
  if (nested.nesting === 'map') return isRecord(value) ? Object.values(value) : []
  return isList(value) ? value : []
}

const holdsConfigured = (nested: NestedType, value: Value): boolean =>
  children(nested, value).some((child) =>
    Object.entries(nested.attributes).some(([name, attribute]) => {
      const member = at(child, name)
      if (member === null) return false
      return !attribute.computed || (isNested(attribute.type) && holdsConfigured(attribute.type, member))
    }),
  )

const couldComeFrom = (attribute: SchemaAttribute, config: Value, prior: Value): boolean => {
  if (config === null && attribute.computed) return true
  const { type } = attribute
  if (!isNested(type) || config === null || config === unknown || prior === null) {
    return equalValues(config, prior, typeOfAttribute(attribute))
  }
  const [configured, existing] = [children(type, config), children(type, prior)]
  if (configured.length !== existing.length) return false
  return configured.every((child, index) => objectCouldComeFrom(type.attributes, child, existing[index] ?? null))
}

const objectCouldComeFrom = (attributes: SchemaAttributes, config: Value, prior: Value): boolean =>
  Object.entries(attributes).every(([name, attribute]) => couldComeFrom(attribute, at(config, name), at(prior, name)))

const proposeNested = ({ nesting, attributes }: NestedType, prior: Value, config: Value): Value => {
  if (nesting === 'single') return isRecord(config) ? propose(attributes, prior, config) : config
  if (nesting === 'map') {
    if (!isRecord(config)) return config
    return recordOf(
      Object.entries(config).map(([key, item]) => [
        key,
        isRecord(item) ? propose(attributes, at(prior, key), item) : item,
      ]),
    )
  }
  if (!isList(config)) return config
  const priors = isList(prior) ? [...prior] : []
  return config.map((item, index) => {
    if (!isRecord(item)) return item
    if (nesting === 'list') return propose(attributes, priors[index] ?? null, item)
    const found = priors.findIndex((other) => objectCouldComeFrom(attributes, item, other))
    return propose(attributes, found < 0 ? null : (priors.splice(found, 1)[0] ?? null), item)
  })
}

/** ProposedNew: what is computed and not configured keeps its prior value, all else is as configured. */
export const propose = (attributes: SchemaAttributes, prior: Value, config: ValueRecord): ValueRecord =>
  recordOf(
    Object.entries(attributes).map(([name, attribute]) => {
      const was: Value = at(prior, name)
      const wanted: Value = at(config, name)
      if (attribute.computed && wanted === null) {
        const goes = attribute.optional && isNested(attribute.type) && holdsConfigured(attribute.type, was)
        return [name, goes ? null : was]
      }
      return [
        name,
        isNested(attribute.type) && wanted !== unknown ? proposeNested(attribute.type, was, wanted) : wanted,
      ]
    }),
  )

const objectProblems = (
  attributes: SchemaAttributes,
  prior: Value,
  config: Value,
  planned: Value,
  where: string,
): string[] =>
  Object.entries(attributes).flatMap(([name, attribute]) =>
    valueProblems(attribute, at(prior, name), at(config, name), at(planned, name), `${where}.${name}`),
  )

const nestedProblems = (
  { nesting, attributes }: NestedType,
  prior: Value,
  config: Value,
  planned: Value,
  where: string,
): string[] => {
  if (planned === null || planned === unknown || config === unknown) return [`${where}: must be as configured`]
  if (nesting === 'single') return objectProblems(attributes, prior, config, planned, where)
  if (nesting === 'map') {
    if (!isRecord(planned) || !isRecord(config)) return [`${where}: no map`]
    if (Object.keys(planned).sort().join() !== Object.keys(config).sort().join()) return [`${where}: other keys`]
    return Object.keys(planned).flatMap((key) =>
      objectProblems(attributes, at(prior, key), at(config, key), at(planned, key), `${where}.${key}`),
    )
  }
  if (!isList(planned) || !isList(config)) return [`${where}: no list`]
  const element = typeOfAttribute({ description: '', type: { nesting: 'single', attributes } })
  if (nesting === 'set') {
    const [has, wants] = [uniqueMembers(planned, element), uniqueMembers(config, element)]
    return has.length === wants.length ? [] : [`${where}: has ${has.length} members of ${wants.length}`]
  }
  if (planned.length !== config.length) return [`${where}: has ${planned.length} of ${config.length}`]
  return planned.flatMap((item, index) =>
    objectProblems(
      attributes,
      isList(prior) ? (prior[index] ?? null) : null,
      config[index] ?? null,
      item,
      `${where}[${index}]`,
    ),
  )
}

const valueProblems = (
  attribute: SchemaAttribute,
  prior: Value,
  config: Value,
  planned: Value,
  where: string,
): string[] => {
  const type = typeOfAttribute(attribute)
  if (attribute.writeOnly) return planned === null ? [] : [`${where}: write-only, and not null`]
  if (equalValues(planned, config, type)) return []
  if (prior !== null && config !== null && equalValues(planned, prior, type)) return []
  if (attribute.computed && (!attribute.optional || config === null)) return []
  if (config === null) return [`${where}: planned, and neither configured nor computed`]
  if (isNested(attribute.type)) return nestedProblems(attribute.type, prior, config, planned, where)
  return [`${where}: neither as configured nor as before`]
}

/** AssertPlanValid: each value is as configured, as before, or computed. */
export const planProblems = (
  attributes: SchemaAttributes,
  { prior, config, planned }: { prior: ValueRecord | null; config: ValueRecord; planned: ValueRecord | null },
): string[] => (planned === null ? ['planned for absence'] : objectProblems(attributes, prior, config, planned, ''))

/** Whether a path leads to something, as `cty.Path.Apply` does. */
export const exists = (root: Value, path: AttributePath): boolean => {
  let value = root
  for (const step of path) {
    if (value === unknown) return true
    if (typeof step === 'number') {
      if (!isList(value) || step >= value.length) return false
      value = value[step] ?? null
      continue
    }
    const name = typeof step === 'string' ? step : step.key
    if (!isRecord(value) || !Object.hasOwn(value, name)) return false
    value = valueAt(value, name)
  }
  return true
}
