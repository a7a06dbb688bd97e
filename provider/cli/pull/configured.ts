/** What of a role that exists belongs into code: what can be configured, and says something. */
import type { Attributes, AttributeType } from '@rolecall/shared/model/attribute.js'
import type { AttributeValue } from '@rolecall/shared/model/role.js'
import type { ExistingRole } from '../connection.js'

export type Plain = string | boolean | readonly Plain[] | { readonly [name: string]: Plain }

const isRecord = (value: AttributeValue | undefined): value is { readonly [name: string]: AttributeValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const sortKey = (value: Plain): string => (typeof value === 'string' ? value : JSON.stringify(value))

const plainItems = (value: readonly AttributeValue[], element: AttributeType): readonly Plain[] =>
  value.flatMap((item) => plainOf(item, element) ?? [])

const plainSet = (value: readonly AttributeValue[], element: AttributeType): readonly Plain[] =>
  [...plainItems(value, element)].sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1))

const plainOf = (value: AttributeValue | undefined, type: AttributeType): Plain | null => {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (Array.isArray(value) && type.kind === 'list') return plainItems(value, type.element)
  if (Array.isArray(value)) return type.kind === 'set' ? plainSet(value, type.element) : null
  return isRecord(value) && type.kind === 'object' ? plainRecord(value, type.attributes) : null
}

const isEmpty = (value: Plain): boolean => Array.isArray(value) && value.length === 0

/** An empty optional set and a set that is left out mean one thing to the platforms. */
const plainRecord = (
  values: { readonly [name: string]: AttributeValue },
  attributes: Attributes,
): { readonly [name: string]: Plain } =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, { type, presence }]) => {
      if (presence === 'computed') return []
      const value = plainOf(values[name], type)
      return value === null || (presence !== 'required' && isEmpty(value)) ? [] : [[name, value] as const]
    }),
  )

/** The parent is left out where it is the provider's anyway. */
export const configuredAttributes = ({
  type,
  parent,
  elsewhere,
  remote,
}: ExistingRole): { readonly [name: string]: Plain } => {
  const attributes = plainRecord(remote.attributes, type.attributes)
  if (type.parent === null) return attributes
  const { attribute } = type.parent
  const { [attribute]: own, ...others } = attributes
  return elsewhere ? { [attribute]: own ?? parent ?? '', ...others } : others
}
