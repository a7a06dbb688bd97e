import { oncePer } from '@rolecall/shared/model/once-per.js'
import type { Type } from '../value/type.js'
import { objectType } from '../value/type.js'
import type { Schema, SchemaAttribute, SchemaAttributes } from './schema.js'
import { isNested } from './schema.js'

/** The type of an attribute's values. Nested attributes are objects. */
export const typeOfAttribute = ({ type }: SchemaAttribute): Type => {
  if (!isNested(type)) return type
  const element = attributesType(type.attributes)
  return type.nesting === 'single' ? element : { kind: type.nesting, element }
}

/** Made once for each schema: every value that goes over the wire, and every set in it, asks. */
export const attributesType = oncePer(
  (attributes: SchemaAttributes): Type =>
    objectType(
      Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, typeOfAttribute(attribute)])),
    ),
)

/** The type of the values that a schema describes: one object. */
export const impliedType = (schema: Schema): Type => attributesType(schema.attributes)
