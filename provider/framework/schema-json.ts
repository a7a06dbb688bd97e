import { typeData } from '../value/type.js'
import type { FunctionParameter, ProviderFunction } from './provider.js'
import type { ProviderServer } from './provider-server.js'
import type { Schema, SchemaAttribute, SchemaAttributes } from './schema.js'
import { isNested } from './schema.js'

const source = 'registry.terraform.io/rolecall/rolecall'

type Json = { readonly [name: string]: unknown }

const sorted = (entries: Iterable<readonly [string, Json]>): Json =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)))

/** Terraform leaves out what is empty. */
const described = (description: string): Json => ({
  ...(description !== '' && { description }),
  description_kind: 'markdown',
})

const attributeJson = (attribute: SchemaAttribute): Json => {
  const { type, description, required, optional, computed, sensitive, writeOnly, deprecated } = attribute
  return {
    ...(isNested(type)
      ? { nested_type: { attributes: attributesJson(type.attributes), nesting_mode: type.nesting } }
      : { type: typeData(type) }),
    ...described(description),
    ...(deprecated && { deprecated: true }),
    ...(required && { required }),
    ...(optional && { optional }),
    ...(computed && { computed }),
    ...(sensitive && { sensitive }),
    ...(writeOnly && { write_only: true }),
  }
}

const attributesJson = (attributes: SchemaAttributes): Json =>
  sorted(Object.entries(attributes).map(([name, attribute]) => [name, attributeJson(attribute)]))

const schemaJson = ({ version, description, attributes }: Schema): Json => ({
  version,
  block: {
    ...(Object.keys(attributes).length > 0 && { attributes: attributesJson(attributes) }),
    ...described(description),
  },
})

const parameterJson = ({ name, description, type, allowNull }: FunctionParameter): Json => ({
  name,
  ...(description !== '' && { description }),
  ...(allowNull && { is_nullable: true }),
  type: typeData(type),
})

const functionJson = ({ summary, description, parameters, variadic, returns }: ProviderFunction): Json => ({
  ...(description !== '' && { description }),
  ...(summary !== '' && { summary }),
  return_type: typeData(returns),
  ...(parameters.length > 0 && { parameters: parameters.map(parameterJson) }),
  ...(variadic && { variadic_parameter: parameterJson(variadic) }),
})

const schemasJson = (schemas: ReadonlyMap<string, Schema>): Json =>
  sorted([...schemas].map(([type, schema]) => [type, schemaJson(schema)]))

/**
 * What `terraform providers schema -json` prints, without Terraform: the CDKTF bindings and the docs
 * are generated from it.
 */
export const providerSchemaJson = ({ schema, resources, dataSources, functions }: ProviderServer): object => ({
  format_version: '1.0',
  provider_schemas: {
    [source]: {
      provider: schemaJson(schema),
      ...(resources.size > 0 && { resource_schemas: schemasJson(resources) }),
      ...(dataSources.size > 0 && { data_source_schemas: schemasJson(dataSources) }),
      ...(functions.size > 0 && {
        functions: sorted([...functions].map(([name, each]) => [name, functionJson(each)])),
      }),
    },
  },
})
