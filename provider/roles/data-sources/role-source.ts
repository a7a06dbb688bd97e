import type { RoleType } from '@rolecall/shared/model/role.js'
import type { DataSource } from '../../framework/provider.js'
import type { PlatformAdapter } from '../../platforms/role-api.js'
import type { RoleClient } from '../client.js'
import { filterProblems } from '../role-filter.js'
import { roleListSchema, roleSourceSchema } from './schema.js'
import { selectorProblems } from './selectors.js'

/** One role of a type. What reads it is loaded when it is called, as for resources. */
export const roleSource = (adapter: PlatformAdapter, roleType: RoleType): DataSource<RoleClient> => ({
  type: `rolecall_${roleType.name}`,
  schema: roleSourceSchema(roleType),
  validate: (config) => selectorProblems(roleType, config),
  read: async (config, { client, signal }) =>
    (await import('./read-role.js')).readOneRole({ adapter, roleType, client, signal, limit: null }, config),
})

/** All roles of a type. */
export const roleListSource = (adapter: PlatformAdapter, roleType: RoleType): DataSource<RoleClient> => ({
  type: `rolecall_${roleType.name}s`,
  schema: roleListSchema(roleType),
  validate: (config) => filterProblems(roleType, config),
  read: async (config, { client, signal }) =>
    (await import('./read-roles.js')).readAllRoles({ adapter, roleType, client, signal, limit: null }, config),
})
