import type { DataSource } from '../../framework/provider.js'
import type { PlatformAdapter } from '../../platforms/role-api.js'
import type { RoleClient } from '../client.js'
import { permissionSource } from './permission-source.js'
import { roleListSource, roleSource } from './role-source.js'
import { templateSources } from './template-source.js'

/** Everything that the platforms tell: roles of each type, templates, permissions. */
export const dataSourcesOf = (adapters: readonly PlatformAdapter[]): readonly DataSource<RoleClient>[] => [
  ...adapters.flatMap((adapter) =>
    adapter.platform.roleTypes.flatMap((roleType) => [
      roleSource(adapter, roleType),
      roleListSource(adapter, roleType),
    ]),
  ),
  ...adapters.flatMap(templateSources),
  permissionSource(adapters),
]
