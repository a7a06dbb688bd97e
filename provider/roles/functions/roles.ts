import { roleTypes } from '@rolecall/shared/platforms/registry.js'
import { attributesType } from '../../framework/implied-type.js'
import type { ProviderFunction } from '../../framework/provider.js'
import { mapType, objectType } from '../../value/type.js'
import { inputsOf } from '../role-attributes.js'
import { schemaAttributesOf } from '../schema-of.js'

const shapes = roleTypes.map((roleType) => ({
  roleType,
  shape: attributesType(schemaAttributesOf(inputsOf(roleType))),
}))

/** The same for every file, so that Terraform knows it before it has read one. */
const returns = objectType({
  ...Object.fromEntries(shapes.map(({ roleType, shape }) => [roleType.name, mapType(shape)])),
  import_ids: objectType(Object.fromEntries(roleTypes.map(({ name }) => [name, mapType('string')]))),
})

export const rolesFunction: ProviderFunction = {
  name: 'roles',
  summary: 'The roles of a role file',
  description:
    'Reads a role file, so that `for_each` deploys it: an object with a key for every resource type without `rolecall_`, ' +
    'under each a map of roles by their keys, empty where the file has none. A role has all attributes that can be ' +
    'configured, null where the file says nothing; pass all of them on, since what the block leaves out is not deployed. ' +
    'Defaults are filled in, and patterns are the permissions they stand for. ' +
    'Under `import_ids` each resource type has the ids of the roles with `$import`. A file with an error is refused with ' +
    'all that is wrong with it. What only a block can say is written there: `moved` for `$moved_from`, and one provider ' +
    'for all roles of a block, so that a file with `$provider` is refused.',
  parameters: [
    { name: 'text', type: 'string', description: 'Contents of a role file, YAML or JSON with or without comments.' },
  ],
  returns,
  call: async ([text]) => {
    const { readRoles } = await import('./read-roles.js')
    return readRoles(typeof text === 'string' ? text : '', shapes)
  },
}
