import { ValueError } from './value-error.js'

export type ScalarType = 'string' | 'number' | 'bool' | 'dynamic'

/** A cty type. Terraform sends and wants these as compact JSON. */
export type Type =
  | ScalarType
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: Type }
  | { readonly kind: 'object'; readonly attributes: AttributeTypes }
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }

export type AttributeTypes = { readonly [name: string]: Type }

const withoutPrototype = <Item>(entries: readonly (readonly [string, Item])[]): { [name: string]: Item } => {
  const record: { [name: string]: Item } = Object.create(null)
  for (const [name, item] of entries) record[name] = item
  return record
}

export const objectType = (attributes: AttributeTypes): Type => ({
  kind: 'object',
  attributes: withoutPrototype(Object.entries(attributes)),
})

export const listType = (element: Type): Type => ({ kind: 'list', element })

export const setType = (element: Type): Type => ({ kind: 'set', element })

export const mapType = (element: Type): Type => ({ kind: 'map', element })

/** As data for JSON: `["set", "string"]`. Attributes are sorted, so that equal types have equal texts. */
export const typeData = (type: Type): unknown => {
  if (typeof type === 'string') return type
  switch (type.kind) {
    case 'object': {
      const names = Object.keys(type.attributes).sort()
      return ['object', withoutPrototype(names.map((name) => [name, typeData(type.attributes[name] ?? 'dynamic')]))]
    }
    case 'tuple':
      return ['tuple', type.elements.map(typeData)]
    default:
      return [type.kind, typeData(type.element)]
  }
}

export const typeToJson = (type: Type): string => JSON.stringify(typeData(type))

const isRecord = (data: unknown): data is { readonly [name: string]: unknown } =>
  typeof data === 'object' && data !== null && !Array.isArray(data)

/** From the data that `JSON.parse` gives. */
export const typeFromJson = (data: unknown): Type => {
  if (data === 'string' || data === 'number' || data === 'bool' || data === 'dynamic') return data
  const [kind, detail] = Array.isArray(data) && data.length === 2 ? (data as readonly unknown[]) : []
  if (kind === 'list' || kind === 'set' || kind === 'map') return { kind, element: typeFromJson(detail) }
  if (kind === 'tuple' && Array.isArray(detail)) return { kind, elements: detail.map(typeFromJson) }
  if (kind === 'object' && isRecord(detail)) {
    return {
      kind,
      attributes: withoutPrototype(Object.entries(detail).map(([name, type]) => [name, typeFromJson(type)])),
    }
  }
  throw new ValueError([], `not a type: ${JSON.stringify(data)?.slice(0, 200)}`)
}
