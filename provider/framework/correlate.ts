import { equalValues, valueKey } from '../value/equal.js'
import type { Value } from '../value/value.js'
import { isList, isRecord, valueAt } from '../value/value.js'
import { attributesType, typeOfAttribute } from './implied-type.js'
import type { NestedType, SchemaAttribute, SchemaAttributes } from './schema.js'
import { isNested } from './schema.js'

/** One place seen three times: what the user wrote, what is, what is to be. Null where there is none. */
export type Versions = { readonly config: Value; readonly prior: Value; readonly planned: Value }

const nestedFits = ({ nesting, attributes }: NestedType, config: Value, value: Value): boolean => {
  if (nesting === 'single') return fits(attributes, config, value)
  if (nesting === 'map') {
    if (!isRecord(config) || !isRecord(value)) return config === value
    const keys = Object.keys(config)
    if (keys.length !== Object.keys(value).length) return false
    return keys.every((key) => fits(attributes, valueAt(config, key), valueAt(value, key)))
  }
  if (!isList(config) || !isList(value)) return config === value
  if (config.length !== value.length) return false
  if (nesting === 'list') return config.every((item, index) => fits(attributes, item, value[index] ?? null))
  return config.every((item) => value.some((other) => fits(attributes, item, other)))
}

const attributeFits = (attribute: SchemaAttribute, config: Value, value: Value): boolean => {
  if (config === null && attribute.computed) return true
  if (attribute.writeOnly) return true
  return isNested(attribute.type)
    ? nestedFits(attribute.type, config, value)
    : equalValues(config, value, typeOfAttribute(attribute))
}

/** Whether a value could have come from this configuration: all else is computed. */
const fits = (attributes: SchemaAttributes, config: Value, value: Value): boolean => {
  if (!isRecord(config) || !isRecord(value)) return config === value
  return Object.entries(attributes).every(([name, attribute]) => {
    return attributeFits(attribute, valueAt(config, name), valueAt(value, name))
  })
}

/** Takes members one by one, each once. */
const supply = (value: Value): { take(accepts: (member: Value) => boolean): Value } => {
  const left = isList(value) ? [...value] : []
  return {
    take: (accepts) => {
      const at = left.findIndex(accepts)
      return at < 0 ? null : (left.splice(at, 1)[0] ?? null)
    },
  }
}

/**
 * Members of a set have no name, so which configured and which prior member a planned one belongs to
 * is told by their content, as Terraform does: everything that is configured is the same. A member
 * that is the same in all belongs before one that only could.
 */
export const correlate = (attributes: SchemaAttributes, { config, prior, planned }: Versions): readonly Versions[] => {
  const type = attributesType(attributes)
  const keyOf = (member: Value): string => valueKey(member, type)
  const members = isList(planned) ? planned : []
  const plannedKeys = new Set(members.map(keyOf))
  const keyed = (isList(config) ? config : []).map((member) => [keyOf(member), member] as const)
  const exact = new Map(keyed.filter(([key]) => plannedKeys.has(key)))
  const others = supply(keyed.filter(([key]) => !plannedKeys.has(key)).map(([, member]) => member))
  const priors = supply(prior)
  return members.map((member) => {
    const from = exact.get(keyOf(member)) ?? others.take((other) => fits(attributes, other, member))
    return { config: from, prior: priors.take((other) => fits(attributes, from ?? member, other)), planned: member }
  })
}
