/** By what Terraform knows a role, apart from the address that users give it. */

import type { RoleType } from '@rolecall/shared/model/role.js'
import { needsParent } from '@rolecall/shared/model/role.js'
import type { IdentityAttribute, IdentitySchema } from '../framework/identity.js'
import { hclString } from './hcl-string.js'

const text = (description: string, presence: IdentityAttribute['import']): IdentityAttribute => ({
  type: 'string',
  description,
  import: presence,
})

const parentText = (roleType: RoleType, noun: string): IdentityAttribute =>
  needsParent(roleType)
    ? text(`Id of the ${noun} that holds the role.`, 'required')
    : text(`Id of the ${noun} that holds the role. Default: that of the provider.`, 'optional')

/** What holds the role, and what stands in the API's paths: both are the same as long as the role lives. */
export const identitySchemaOf = (roleType: RoleType): IdentitySchema => {
  const { parent, pathId } = roleType
  return {
    version: 0,
    attributes: {
      ...(parent && { [parent.attribute]: parentText(roleType, parent.noun) }),
      [pathId]: text(`The role's ${pathId}.`, 'required'),
    },
  }
}

/** An import block with an identity, by the examples of the type. */
export const identityExample = ({ name, parent, pathId, exampleId }: RoleType): string => {
  const parts = [...(parent ? [[parent.attribute, parent.example] as const] : []), [pathId, exampleId] as const]
  const width = Math.max(...parts.map(([attribute]) => attribute.length))
  return [
    'import {',
    `  to = rolecall_${name}.example`,
    '  identity = {',
    ...parts.map(([attribute, value]) => `    ${attribute.padEnd(width)} = ${hclString(value)}`),
    '  }',
    '}',
  ].join('\n')
}
