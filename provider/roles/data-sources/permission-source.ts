import type { DataSource } from '../../framework/provider.js'
import type { SchemaAttribute } from '../../framework/schema.js'
import type { PlatformAdapter } from '../../platforms/role-api.js'
import type { Type } from '../../value/type.js'
import type { RoleClient } from '../client.js'
import { permissionProblems, permissionsType } from './permission-arguments.js'

const told = (type: Type, description: string): SchemaAttribute => ({ type, description, computed: true })

const permission = {
  value: told('string', 'The permission as a role lists it.'),
  label: told('string', 'What the console of the platform calls it, where that differs.'),
  scopes: told({ kind: 'set', element: 'string' }, 'Scopes it belongs to. One without any belongs to all.'),
  description: told('string', 'What it allows.'),
  risk: told('string', '`low`, `medium`, `high` or `admin`. Null where it is not rated.'),
  status: told(
    'string',
    '`documented`, `learned` (the platform lists or grants it), `unconfirmed` (perhaps only a label), `deprecated` or `renamed`.',
  ),
  replaced_by: told({ kind: 'list', element: 'string' }, 'Permissions to use in its place.'),
}

/** What roles of a platform can grant. */
export const permissionSource = (adapters: readonly PlatformAdapter[]): DataSource<RoleClient> => ({
  type: permissionsType,
  schema: {
    version: 0,
    description:
      'Lists what roles of a platform can grant: live where the platform lists it, else from the catalog that the checks use. `source` says which.',
    attributes: {
      platform: {
        type: 'string',
        description: `Key of the platform: ${adapters.map(({ platform }) => `\`${platform.key}\``).join(', ')}.`,
        required: true,
      },
      scope: {
        type: 'string',
        description: 'Scope of the permissions, for example `DEPLOYMENT`. Default: all.',
        optional: true,
      },
      permissions: {
        type: { nesting: 'list', attributes: permission },
        description: 'The permissions, sorted by value.',
        computed: true,
      },
      retrieved: told('string', 'The day of the list, as `2026-11-22`.'),
      source: told(
        'string',
        '`live`: the platform was asked. `shipped`: the catalog that ships with the provider, with what catalogs of `.rolecall` and of the provider block add.',
      ),
    },
  },
  validate: (config) => permissionProblems(adapters, config),
  read: async (config, { client, signal }) =>
    (await import('./read-permissions.js')).readPermissions(adapters, config, { client, signal }),
})
