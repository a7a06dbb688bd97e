/** The Terraform schemas of the data sources that tell of roles. */

import { permissionPlaces } from '@rolecall/shared/model/permission-places.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import { needsParent } from '@rolecall/shared/model/role.js'
import { allOf } from '@rolecall/shared/model/wording.js'
import type { Schema, SchemaAttribute, SchemaAttributes } from '../../framework/schema.js'
import { filterAttributes } from '../role-filter.js'
import { schemaAttributesOf } from '../schema-of.js'
import { allTold } from '../told-schema.js'
import { selectorsOf } from './selectors.js'

/** A role as the platform tells it: what its resource has, and no option of ours. */
const roleAttributes = (roleType: RoleType): SchemaAttributes => allTold(schemaAttributesOf(roleType.attributes))

/** Where to look, as the resource has it. */
export const parentAttribute = (roleType: RoleType): SchemaAttributes => {
  const { parent } = roleType
  if (parent === null) return {}
  const needed = needsParent(roleType)
  return {
    [parent.attribute]: {
      type: 'string',
      description: `Id of the ${parent.noun} to look in.${needed ? '' : ' Default: that of the provider.'}`,
      ...(needed ? { required: true } : { optional: true, computed: true }),
    },
  }
}

const selector = (attribute: SchemaAttribute, selectors: readonly string[]): SchemaAttribute => ({
  ...attribute,
  description: `${attribute.description} Exactly one of ${allOf(selectors)} is set.`,
  optional: true,
})

export const roleSourceSchema = (roleType: RoleType): Schema => {
  const attributes = roleAttributes(roleType)
  const selectors = selectorsOf(roleType)
  const others = Object.entries(attributes).filter(([name]) => !selectors.includes(name))
  const selecting = selectors.flatMap((name) => {
    const attribute = attributes[name]
    return attribute ? [[name, selector(attribute, selectors)]] : []
  })
  return {
    version: 0,
    description:
      `Reads one ${roleType.title} that exists, by ${selectors.map((name) => `\`${name}\``).join(' or ')}. ` +
      'A role that is not there is an error; to ask whether there is one, see ' +
      `\`rolecall_${roleType.name}s\`.`,
    attributes: Object.fromEntries([...selecting, ...others, ...Object.entries(parentAttribute(roleType))]),
  }
}

export const roleListSchema = (roleType: RoleType): Schema => {
  const places = new Set(permissionPlaces(roleType).flatMap(({ path }) => path.slice(0, 1)))
  return {
    version: 0,
    description:
      `Lists roles of the type ${roleType.title}, sorted by name. Where none matches the list is empty, so that ` +
      '`count` can ask whether there is one.',
    attributes: {
      ...parentAttribute(roleType),
      ...filterAttributes,
      include_permissions: {
        type: 'bool',
        description:
          `Whether to read each role whole. A platform’s list may leave out some attributes, first of all ${allOf([...places, 'blast_radius'])}, which are then null. ` +
          'What it costs: a request for each role that `name_regex` lets through, none where the list tells all. Default: `false`.',
        optional: true,
      },
      roles: {
        type: { nesting: 'list', attributes: roleAttributes(roleType) },
        description: 'The roles, with the attributes of the resource.',
        computed: true,
      },
    },
  }
}
