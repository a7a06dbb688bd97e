import type { RoleType } from '@rolecall/shared/model/role.js'
import { needsParent } from '@rolecall/shared/model/role.js'
import type { Schema, SchemaAttribute } from '../framework/schema.js'
import { filterAttributes } from './role-filter.js'

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
