import type { FunctionParameter, ProviderFunction } from '../framework/provider.js'
import type { NestedType, Schema, SchemaAttribute, SchemaAttributes } from '../framework/schema.js'
import { isNested } from '../framework/schema.js'
import type { Type } from '../value/type.js'
import { typeToJson } from '../value/type.js'
import type { WireAttribute, WireFunction, WireParameter, WireSchema } from './messages/schema.js'
import { nestingMode, stringKind } from './messages/schema.js'

const writeType = (type: Type): Uint8Array => Buffer.from(typeToJson(type))

const writeShape = (type: Type | NestedType): WireAttribute =>
  isNested(type)
    ? { nestedType: { nesting: nestingMode[type.nesting], attributes: writeAttributes(type.attributes) } }
    : { type: writeType(type) }

const writeAttribute = (name: string, attribute: SchemaAttribute): WireAttribute => ({
  name,
  ...writeShape(attribute.type),
  description: attribute.description,
  descriptionKind: stringKind.markdown,
  required: attribute.required === true,
  optional: attribute.optional === true,
  computed: attribute.computed === true,
  sensitive: attribute.sensitive === true,
  writeOnly: attribute.writeOnly === true,
  deprecated: attribute.deprecated !== undefined,
  deprecationMessage: attribute.deprecated ?? '',
})

const writeAttributes = (attributes: SchemaAttributes): readonly WireAttribute[] =>
  Object.entries(attributes).map(([name, attribute]) => writeAttribute(name, attribute))

export const writeSchema = ({ version, description, attributes }: Schema): WireSchema => ({
  version,
  block: { version, description, descriptionKind: stringKind.markdown, attributes: writeAttributes(attributes) },
})

export const writeSchemas = (schemas: ReadonlyMap<string, Schema>): ReadonlyMap<string, WireSchema> =>
  new Map(Array.from(schemas, ([type, schema]) => [type, writeSchema(schema)]))

const writeParameter = ({ name, type, description, allowNull, allowUnknown }: FunctionParameter): WireParameter => ({
  name,
  type: writeType(type),
  description,
  descriptionKind: stringKind.markdown,
  allowNullValue: allowNull === true,
  allowUnknownValues: allowUnknown === true,
})

const writeFunction = (definition: ProviderFunction): WireFunction => ({
  parameters: definition.parameters.map(writeParameter),
  variadicParameter: definition.variadic && writeParameter(definition.variadic),
  return: { type: writeType(definition.returns) },
  summary: definition.summary,
  description: definition.description,
  descriptionKind: stringKind.markdown,
})

export const writeFunctions = (functions: ReadonlyMap<string, ProviderFunction>): ReadonlyMap<string, WireFunction> =>
  new Map(Array.from(functions, ([name, definition]) => [name, writeFunction(definition)]))
