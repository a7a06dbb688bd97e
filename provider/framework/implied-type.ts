import { objectType } from '../value/type.js'
import type { Type } from '../value/type.js'
import { isNested } from './schema.js'
import type { Schema, SchemaAttribute, SchemaAttributes } from './schema.js'

/** The type of an attribute's values. Nested attributes are objects. */
export const attributeType = ({ type }: SchemaAttribute): Type => {
  if (!isNested(type)) return type
  const element = attributesType(type.attributes)
  return type.nesting === 'single' ? element : { kind: type.nesting, element }
}

export const attributesType = (attributes: SchemaAttributes): Type =>
  objectType(
    Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, attributeType(attribute)])),
  )

/** The type of the values that a schema describes: one object. */
export const impliedType = (schema: Schema): Type => attributesType(schema.attributes)
