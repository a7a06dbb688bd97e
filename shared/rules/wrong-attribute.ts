/** RC008: attributes that are missing, unknown, the platform's own, of the wrong type or outside their enum. */
import type { Attribute, Attributes, AttributeType } from '../model/attribute.js'
import type { Problem } from '../model/problem.js'
import type { AttributeValue, AttributeValues, Path } from '../model/role.js'
import { nearestWords } from '../model/similar.js'
import { unknown } from '../model/unknown.js'
import { isRecord, own } from '../model/values.js'
import { allOf, didYouMean, oneOf, quote, subject } from '../model/wording.js'
import { platformOf } from '../platforms/registry.js'
import type { AttributeWalk } from './attributes.js'
import { attributeNamed, required } from './attributes.js'
import { problem } from './problem.js'
import type { AttributeRule } from './rule.js'

const nameOf = (type: AttributeType): string => {
  if (type.kind === 'string' || type.kind === 'permission') return 'a string'
  if (type.kind === 'boolean') return 'true or false'
  if (type.kind === 'object') return `a map with ${allOf(settable(type.attributes))}`
  return type.element.kind === 'object' ? 'a list of maps' : 'a list of strings'
}

const kindOf = (value: AttributeValue): string => {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  return typeof value === 'string' ? `the string ${quote(value)}` : quote(String(value))
}

const hasType = (value: AttributeValue, { kind }: AttributeType): boolean => {
  if (kind === 'string' || kind === 'permission') return typeof value === 'string'
  if (kind === 'boolean') return typeof value === 'boolean'
  return kind === 'object' ? isRecord(value) : Array.isArray(value)
}

const settable = (attributes: Attributes): readonly string[] =>
  Object.entries(attributes)
    .filter(([, { presence }]) => presence !== 'computed')
    .map(([name]) => name)

const wrongValue = (value: AttributeValue, type: AttributeType, path: Path): Problem | null => {
  if (!hasType(value, type)) {
    const suggestions = type.kind === 'boolean' && (value === 'true' || value === 'false') ? [value] : []
    return problem(
      wrongAttribute,
      [...path],
      `${subject(path)} must be ${nameOf(type)}, not ${kindOf(value)}.`,
      suggestions,
    )
  }
  if (type.kind !== 'string' || !type.allowed || typeof value !== 'string' || type.allowed.includes(value)) return null
  const near = nearestWords(value, type.allowed)
  const suggestions = [...near, ...type.allowed.filter((word) => !near.includes(word))]
  return problem(
    wrongAttribute,
    [...path],
    `${subject(path)} must be ${oneOf(type.allowed)}, not ${quote(value)}.`,
    suggestions,
  )
}

const nullsIn = (list: readonly AttributeValue[], path: Path): readonly Problem[] =>
  list.flatMap((item, index) =>
    item === null ? [problem(wrongAttribute, [...path, index], `${subject(path)} holds a null here. Remove it.`)] : [],
  )

const missing = (name: string, { type }: Attribute, path: Path): Problem => ({
  ...problem(wrongAttribute, [...path, name], `\`${name}\` is missing: ${nameOf(type)}.`),
  attribute: { name, is: 'missing' },
})

const unwelcome = (
  name: string,
  values: AttributeValues,
  attributes: Attributes,
  { type, path }: Pick<AttributeWalk, 'type' | 'path'>,
): Problem | null => {
  const attribute = attributeNamed(attributes, name)
  if (attribute === null) {
    const names = settable(attributes)
    const suggestions = nearestWords(name, names)
    const known = `Known are ${allOf(names)}.`
    const message = `There is no attribute ${quote(name)}. ${didYouMean(suggestions, known)}`
    return {
      ...problem(wrongAttribute, [...path, name], message, suggestions),
      attribute: { name, is: 'unknown' },
    }
  }
  if (attribute.presence !== 'computed') return null
  const value = own(values, name)
  if (value === null || value === unknown) return null
  return problem(wrongAttribute, [...path, name], `\`${name}\` is set by ${platformOf(type).title}. Remove it.`)
}

export const wrongAttribute = {
  code: 'RC008',
  title: 'Missing, unknown or mistyped attribute',
  severity: 'error',
  needsWholeRole: true,
  looksAt: 'attributes',
  visit: {
    value: (value, expected, { path, found }): void => {
      const wrong = wrongValue(value, expected, path)
      if (wrong) found.push(wrong)
      if ((expected.kind !== 'set' && expected.kind !== 'list') || !Array.isArray(value) || !value.includes(null))
        return
      for (const item of nullsIn(value, path)) found.push(item)
    },
    object: (values, attributes, walk): void => {
      const { path, found } = walk
      for (const name of Object.keys(values)) {
        const wrong = unwelcome(name, values, attributes, walk)
        if (wrong) found.push(wrong)
      }
      for (const [name, attribute] of required(attributes)) {
        if (own(values, name) === null) found.push(missing(name, attribute, path))
      }
    },
  },
} satisfies AttributeRule
