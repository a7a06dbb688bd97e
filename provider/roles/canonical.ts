/** When two ways to write a value mean the same to a platform. */

import type { Attribute, Attributes, AttributeType } from '@rolecall/shared/model/attribute.js'
import type { AttributeValue } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'

type Fields = { readonly [name: string]: AttributeValue }

export const asObject = (value: AttributeValue): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null

/** An object that is switched off restricts nothing, whatever else it lists. */
const isOff = (fields: Fields, attributes: Attributes): boolean =>
  attributes['enabled']?.type.kind === 'boolean' && fields['enabled'] === false

/** Without the line break that every heredoc ends with. A regular expression would try at each of many line breaks. */
const chomped = (text: string): string => {
  let end = text.length
  while (end > 0 && (text[end - 1] === '\n' || text[end - 1] === '\r')) end -= 1
  return text.slice(0, end)
}

/** One spelling of a name: Terraform sends strings in this form of Unicode, and platforms may not. */
export const plainLabel = (label: string): string => chomped(label).normalize('NFC')

/** What is left of a name where a platform folds it, or makes an id from it. */
export const lettersOf = (label: string): string =>
  plainLabel(label)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

const canonicalObject = (fields: Fields, attributes: Attributes): AttributeValue => {
  if (isOff(fields, attributes)) return null
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [name, canonical(fields[name] ?? null, attribute)]),
  )
}

const canonicalOf = (value: AttributeValue, type: AttributeType): AttributeValue => {
  if (value === unknown) return value
  if (type.kind === 'set') {
    const items = Array.isArray(value) ? (value as readonly AttributeValue[]) : []
    const distinct = new Map<string, AttributeValue>()
    for (const item of items.map((each) => canonicalOf(each, type.element))) distinct.set(JSON.stringify(item), item)
    return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item)
  }
  if (type.kind === 'list') {
    return Array.isArray(value) ? value.map((item: AttributeValue) => canonicalOf(item, type.element)) : null
  }
  if (type.kind === 'object') {
    const fields = asObject(value)
    return fields && canonicalObject(fields, type.attributes)
  }
  if (typeof value !== 'string') return value
  // Terraform sends strings in this form; platforms may not.
  const text = value.normalize('NFC')
  return type.kind === 'string' && type.uuid ? text.toLowerCase() : text
}

/** An optional text that is empty says nothing. */
const isNothing = (value: AttributeValue, { type, presence }: Attribute): boolean =>
  value === null || (value === '' && type.kind === 'string' && presence === 'optional')

/** One spelling for all values that mean the same: sets sorted, nothing and none alike, defaults filled in. */
export const canonical = (value: AttributeValue, attribute: Attribute): AttributeValue =>
  canonicalOf(isNothing(value, attribute) ? (attribute.platformDefault ?? null) : value, attribute.type)

/** Whether any part of a value is not known yet. */
export const hasUnknown = (value: AttributeValue): boolean =>
  value === unknown ||
  (Array.isArray(value) ? value.some(hasUnknown) : Object.values(asObject(value) ?? {}).some(hasUnknown))

const isPlain = (value: AttributeValue): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean'

/** Texts, or lists of texts, that are written alike. Nearly all that is compared is, and nothing of it is unknown. */
const isAlike = (a: AttributeValue, b: AttributeValue): boolean =>
  Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((item: AttributeValue, index) => isPlain(item) && item === b[index])
    : isPlain(a) && a === b

/** Whether two values mean the same; false where one of them is not known. */
export const same = (a: AttributeValue, b: AttributeValue, attribute: Attribute): boolean => {
  if (isAlike(a, b)) return true
  if (hasUnknown(a) || hasUnknown(b)) return false
  return JSON.stringify(canonical(a, attribute)) === JSON.stringify(canonical(b, attribute))
}

/**
 * Whether a platform holds what was written. Some trim a text's end, and where one gives back the text without
 * its last line break, it did.
 */
export const holds = (written: AttributeValue, held: AttributeValue, attribute: Attribute): boolean =>
  same(written, held, attribute) ||
  (attribute.type.kind === 'string' && typeof written === 'string' && same(chomped(written), held, attribute))
