/**
 * A JSON Schema of role files for other YAML and JSON tools. It knows the attributes and offers the
 * permissions; an unknown permission stays valid, since a list that ships goes stale.
 * https://json-schema.org/draft-07/schema
 */

import { shippedCatalog } from '../catalog/catalog.js'
import type { Attribute, Attributes, AttributeType } from '../model/attribute.js'
import type { RoleType } from '../model/role.js'
import { roleKeyPattern } from '../model/role-key.js'
import type { Platform } from '../platforms/platform.js'
import { platformOf, roleTypes } from '../platforms/registry.js'

type Schema = { readonly [keyword: string]: unknown }

const roleFileSchemaUrl = 'https://raw.githubusercontent.com/rolecall/rolecall/main/provider/docs/role-file.schema.json'

/** YAML gives numbers and booleans to a schema where a role file takes the text. */
const scalar: Schema = { type: ['string', 'number', 'boolean'] }

const definitionName = ({ key }: Platform, scope: string | null): string => `${key}_${scope ?? 'any'}_permission`

const permissionSchema = (platform: Platform, scope: string | null): Schema => {
  const permissions = shippedCatalog(platform).inScope(scope)
  if (permissions.length === 0) return { type: 'string', minLength: 1 }
  return { anyOf: [{ enum: permissions.map(({ value }) => value) }, { type: 'string', minLength: 1 }] }
}

const schemaOfType = (type: AttributeType, platform: Platform): Schema => {
  if (type.kind === 'boolean') return { type: 'boolean' }
  if (type.kind === 'set' || type.kind === 'list') return { type: 'array', items: schemaOfType(type.element, platform) }
  if (type.kind === 'object') return objectSchema(type.attributes, platform)
  if (type.kind === 'permission') {
    return { $ref: `#/definitions/${definitionName(platform, typeof type.scope === 'string' ? type.scope : null)}` }
  }
  if (type.allowed) return { enum: type.allowed }
  return {
    ...scalar,
    ...(type.pattern && { pattern: type.pattern.regex }),
    ...(type.length?.min !== undefined && { minLength: type.length.min }),
    ...(type.length?.max !== undefined && { maxLength: type.length.max }),
  }
}

/** An attribute may be null where it may be left out. */
const attributeSchema = ({ type, description, presence }: Attribute, platform: Platform): Schema => {
  const schema = schemaOfType(type, platform)
  return presence === 'required' ? { description, allOf: [schema] } : { description, anyOf: [schema, { type: 'null' }] }
}

const configurable = (attributes: Attributes): readonly (readonly [string, Attribute])[] =>
  Object.entries(attributes).filter(([, { presence }]) => presence !== 'computed')

const objectSchema = (attributes: Attributes, platform: Platform): Schema => {
  const own = configurable(attributes)
  const required = own.filter(([, { presence }]) => presence === 'required').map(([name]) => name)
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(own.map(([name, attribute]) => [name, attributeSchema(attribute, platform)])),
    ...(required.length > 0 && { required }),
  }
}

const reserved: Schema = {
  $import: { type: 'string', minLength: 1, description: 'Id of a role that exists and is taken over.' },
  $moved_from: { type: 'string', minLength: 1, description: 'The key this role had before.' },
  $provider: { type: 'string', minLength: 1, description: 'Alias of the provider that manages the role.' },
}

/** What the file's defaults give need not stand in the role, so nothing is required here. */
const roleSchema = (type: RoleType): Schema => {
  const { properties } = objectSchema(type.attributes, platformOf(type)) as { properties: Schema }
  return { type: 'object', additionalProperties: false, properties: { ...properties, ...reserved } }
}

const sectionSchema = (type: RoleType): Schema => ({
  description: type.description,
  type: ['object', 'null'],
  propertyNames: { pattern: roleKeyPattern },
  additionalProperties: { $ref: `#/definitions/${type.name}` },
})

const defaultsSchema = (): Schema => ({
  description: 'Attributes for the roles that lack them, by resource type.',
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(roleTypes.map(({ name }) => [name, { $ref: `#/definitions/${name}` }])),
})

const permissionDefinitions = (): Schema =>
  Object.fromEntries(
    [...new Set(roleTypes.map(platformOf))].flatMap((platform) =>
      [null, ...platform.scopes.map(({ name }) => name)].map((scope) => [
        definitionName(platform, scope),
        permissionSchema(platform, scope),
      ]),
    ),
  )

export const roleFileSchema = (): Schema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: roleFileSchemaUrl,
  title: 'Rolecall role file',
  type: 'object',
  required: ['version'],
  additionalProperties: false,
  patternProperties: { '^x-': {} },
  properties: {
    $schema: { type: 'string' },
    version: { const: 1, description: 'Version of the format.' },
    defaults: defaultsSchema(),
    ...Object.fromEntries(roleTypes.map((type) => [type.name, sectionSchema(type)])),
  },
  definitions: {
    ...Object.fromEntries(roleTypes.map((type) => [type.name, roleSchema(type)])),
    ...permissionDefinitions(),
  },
})
