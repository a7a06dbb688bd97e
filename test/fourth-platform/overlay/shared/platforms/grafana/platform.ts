import type { CatalogFile } from '../../model/catalog.js'
import type { RoleType } from '../../model/role.js'
import type { Platform } from '../platform.js'
import { blastRadius, computedText, createdAt, filledText, text, updatedAt } from '../standard-attributes.js'
import catalog from './catalog.json' with { type: 'json' }

const role: RoleType = {
  name: 'grafana_role',
  title: 'Grafana custom role',
  description: 'A custom role of a Grafana organization.',
  label: 'name',
  pathId: 'uid',
  exampleId: 'dashboards-editor',
  parent: null,
  needsPermissions: false,
  attributes: {
    name: { type: filledText, description: 'Name of the role.', presence: 'required' },
    permissions: {
      type: {
        kind: 'list',
        element: {
          kind: 'object',
          attributes: {
            action: {
              type: { kind: 'permission', scope: 'organization' },
              description: 'What the role may do, for example `dashboards:read`.',
              presence: 'required',
            },
            scope: { type: text, description: 'On what, for example `dashboards:uid:a`.', presence: 'optional' },
          },
        },
      },
      description: 'Permissions the role grants, in order.',
      presence: 'required',
    },
    description: { type: text, description: 'What the role is for.', presence: 'optional' },
    uid: {
      type: filledText,
      description: 'What stands in addresses. Default: made by Grafana. A change makes a new role.',
      presence: 'optional-computed',
      replace: 'configured',
      computed: 'once',
    },
    id: computedText('once', 'Id of the role, its `uid`.'),
    created_at: createdAt,
    updated_at: updatedAt,
    blast_radius: blastRadius('Rated in the plan, from the permissions and the catalog.'),
  },
}

export const grafana: Platform = {
  key: 'grafana',
  title: 'Grafana',
  scopes: [{ name: 'organization', title: 'Organization', description: 'Permissions in one organization.' }],
  permission: {
    pattern: { regex: '^[a-z.]+(:[a-z.]+)+$', says: 'words with colons between them, for example `dashboards:read`' },
    separator: ':',
  },
  blastRadius: 'catalog',
  roleTypes: [role],
  catalog: catalog as CatalogFile,
}
