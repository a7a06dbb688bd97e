/** What exists on the platforms, asked of their APIs; only what the stack's state knows. */
import { grantedPermissions } from '@rolecall/shared/model/granted.js'
import type { AttributeValue, AttributeValues, RoleType } from '@rolecall/shared/model/role.js'
import { connect, unwrap } from '../cli/connection.js'
import { adapters } from '../platforms/adapters.js'
import type { PlatformAdapter } from '../platforms/role-api.js'
import { labelOf, parentOf, roleIdOf } from '../roles/role-attributes.js'

/** As much of Terraform's state as is read here. */
type State = {
  readonly resources: readonly {
    readonly type: string
    readonly instances: readonly { readonly attributes: AttributeValues }[]
  }[]
}

export type ListedRole = { readonly name: string; readonly permissions: number; readonly level: string }

const levelOf = (rated: AttributeValue | undefined): string => {
  const level = typeof rated === 'object' && rated !== null && 'level' in rated ? rated.level : null
  return typeof level === 'string' ? level : 'not rated'
}

/** What people call it; of a slug there is mostly a name beside it. */
const nameOf = (attributes: AttributeValues, type: RoleType): string => {
  const { name } = attributes
  return typeof name === 'string' ? name : labelOf(attributes, type)
}

const signal = new AbortController().signal

const rolesOf = (state: State, adapter: PlatformAdapter, type: RoleType, variables: NodeJS.ProcessEnv) => {
  const known = state.resources
    .filter((resource) => resource.type === `rolecall_${type.name}`)
    .flatMap(({ instances }) => instances)
  const api = known.length > 0 ? connect(adapter, variables).apis[type.name] : undefined
  if (!api) return []
  return Promise.all(
    known.map(async ({ attributes }): Promise<ListedRole> => {
      const remote = unwrap(await api.get(parentOf(attributes, type), roleIdOf(attributes, type), { signal }))
      const role = { type: type.name, key: null, attributes: remote.attributes }
      return {
        name: nameOf(remote.attributes, type),
        permissions: grantedPermissions(role, type).length,
        level: levelOf(attributes['blast_radius']),
      }
    }),
  )
}

/** By the title of the kind of role. `variables`: the environment that configures the provider. */
export const existingRoles = async (state: State, variables: NodeJS.ProcessEnv) =>
  Promise.all(
    adapters.flatMap((adapter) =>
      adapter.platform.roleTypes.map(async (type) => ({
        kind: type.title,
        roles: await rolesOf(state, adapter, type, variables),
      })),
    ),
  )
