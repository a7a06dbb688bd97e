import type { RoleType } from '@rolecall/shared/model/role.js'
import { needsParent } from '@rolecall/shared/model/role.js'
import type { Schema, SchemaAttribute, SchemaAttributes } from '../framework/schema.js'

const filterAttributes: SchemaAttributes = {
  name_regex: {
    type: 'string',
    description: 'Only roles whose name matches this regular expression of JavaScript, anywhere in the name.',
    optional: true,
  },
  permission: {
    type: 'string',
    description: 'Only roles that grant exactly this permission. Where lists lack permissions, each role is asked for.',
    optional: true,
  },
}

const parentAttribute = (roleType: RoleType, noun: string): SchemaAttribute =>
  needsParent(roleType)
    ? { type: 'string', description: `Id of the ${noun} whose roles are listed.`, required: true }
    : {
        type: 'string',
        description: `Id of the ${noun} whose roles are listed. Default: that of the provider.`,
        optional: true,
      }

/** What may stand in the `config` block of a list. */
export const listSchemaOf = (roleType: RoleType): Schema => {
  const { title, parent } = roleType
  return {
    version: 0,
    description: `Lists every ${title} that exists, whoever made it.`,
    attributes: { ...(parent && { [parent.attribute]: parentAttribute(roleType, parent.noun) }), ...filterAttributes },
  }
}
