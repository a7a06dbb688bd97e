import type { AttributeValue, AttributeValues } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { templateText } from '@rolecall/shared/text/template-text.js'

type JsonValue = string | number | boolean | readonly JsonValue[] | { readonly [name: string]: JsonValue }

const jsonOf = (value: AttributeValue): JsonValue | null => {
  if (value === null || value === unknown) return null
  if (typeof value === 'string') return templateText(value)
  if (typeof value !== 'object') return value
  return Array.isArray(value)
    ? value.map(jsonOf).filter((item) => item !== null)
    : attributesOf(value as AttributeValues)
}

/** A role's attributes for Terraform's JSON. What is null is left out, which is the same to Terraform. */
export const attributesOf = (values: AttributeValues): { readonly [name: string]: JsonValue } =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const json = jsonOf(value)
      return json === null ? [] : [[name, json]]
    }),
  )
