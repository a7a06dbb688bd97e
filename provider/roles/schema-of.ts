/** The Terraform schema of a type of role. */

import type { Attribute, Attributes, AttributeType } from '@rolecall/shared/model/attribute.js'
import { permissionsAttribute } from '@rolecall/shared/model/permission-places.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import { keepPrior, replaceAlways, replaceIfConfigured } from '../framework/plan-modifiers.js'
import type { NestedType, PlanModifier, Schema, SchemaAttribute, SchemaAttributes } from '../framework/schema.js'
import type { Type } from '../value/type.js'
import { same } from './canonical.js'
import { optionAttributes } from './options/attributes.js'
import { effectiveName } from './role-state.js'
import { told } from './told-schema.js'

const typeOf = (type: AttributeType): Type | NestedType => {
  if (type.kind === 'boolean') return 'bool'
  if (type.kind === 'object') return { nesting: 'single', attributes: schemaAttributesOf(type.attributes) }
  if (type.kind !== 'set' && type.kind !== 'list') return 'string'
  if (type.element.kind === 'object')
    return { nesting: type.kind, attributes: schemaAttributesOf(type.element.attributes) }
  return { kind: type.kind, element: 'string' }
}

const presences = {
  required: { required: true },
  optional: { optional: true },
  computed: { computed: true },
  'optional-computed': { optional: true, computed: true },
} as const

/** What the platform sets once stays known in every plan; what it sets with every write does not. */
const modifiersOf = ({ computed, replace }: Attribute): readonly PlanModifier[] => [
  ...(computed === 'once' ? [keepPrior] : []),
  ...(replace === 'always' ? [replaceAlways] : []),
  ...(replace === 'configured' ? [replaceIfConfigured] : []),
]

const sameText =
  (attribute: Attribute) =>
  (one: string, other: string): boolean =>
    same(one, other, attribute)

const attributeOf = (attribute: Attribute): SchemaAttribute => {
  const plan = modifiersOf(attribute)
  return {
    type: typeOf(attribute.type),
    description: attribute.description,
    ...presences[attribute.presence],
    ...(attribute.default && { default: attribute.default }),
    ...(attribute.type.kind === 'string' && attribute.type.uuid && { alike: sameText(attribute) }),
    ...(plan.length > 0 && { plan }),
  }
}

export const schemaAttributesOf = (attributes: Attributes): SchemaAttributes =>
  Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, attributeOf(attribute)]))

/** In the shape of the permissions themselves. */
const effectivePermissions = (name: string, permissions: SchemaAttribute): SchemaAttribute => ({
  ...told(permissions),
  description:
    `What the platform has as the role’s \`${name}\`, whoever granted it: more than \`${name}\` where ` +
    '`permissions_mode` is `at_least` and others added to the role. Not known in a plan that will send a write.',
})

export const schemaOf = (roleType: RoleType): Schema => {
  const attributes = schemaAttributesOf(roleType.attributes)
  const name = permissionsAttribute(roleType)
  const permissions = attributes[name]
  return {
    version: 0,
    description: roleType.description,
    attributes: {
      ...attributes,
      ...(permissions && { [effectiveName]: effectivePermissions(name, permissions) }),
      ...optionAttributes,
    },
  }
}
