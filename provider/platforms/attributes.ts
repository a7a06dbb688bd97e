import type { AttributeValue, AttributeValues, Path } from '@rolecall/shared/model/role.js'
import type { Platform } from '@rolecall/shared/platforms/platform.js'

export const textIn = (attributes: AttributeValues, name: string): string | null => {
  const value = attributes[name]
  return typeof value === 'string' ? value : null
}

export const flagIn = (attributes: AttributeValues, name: string): boolean => attributes[name] === true

/** The members of a set; null where it is null. */
export const membersIn = (attributes: AttributeValues, name: string): readonly AttributeValue[] | null => {
  const value = attributes[name]
  return Array.isArray(value) ? value : null
}

export const textsIn = (attributes: AttributeValues, name: string): readonly string[] | null =>
  membersIn(attributes, name)?.filter((item) => typeof item === 'string') ?? null

const isObject = (value: AttributeValue | undefined): value is AttributeValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const objectOf = (value: AttributeValue | undefined): AttributeValues | null => (isObject(value) ? value : null)

/** Canonical: platforms tell an absent description as null, as an empty text, or not at all. */
export const descriptionFrom = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null

/** The description for an update: an explicit empty text takes it away, nothing leaves it as it is. */
export const changedDescription = (prior: AttributeValues, planned: AttributeValues): string | null => {
  const wanted = textIn(planned, 'description')
  return wanted ?? (textIn(prior, 'description') === null ? null : '')
}

/** `permissions[0]` and `restrictedWorkspaceIds` as the attribute they are about; null for any other. */
const attributeOf = (field: string, { roleTypes }: Platform): string | null => {
  const name = (/^\w+/.exec(field)?.[0] ?? '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return roleTypes.some(({ attributes }) => Object.hasOwn(attributes, name)) ? name : null
}

/** The attribute that all of these fields of a request are about, where it is one. */
export const fieldPath = (fields: readonly string[], platform: Platform): Path | null => {
  const [first = null, ...others] = fields.map((field) => attributeOf(field, platform))
  return first !== null && others.every((name) => name === first) ? [first] : null
}

export const sayName = (attributes: AttributeValues, label = 'name'): string =>
  JSON.stringify(textIn(attributes, label) ?? '')
