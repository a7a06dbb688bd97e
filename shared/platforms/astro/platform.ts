import type { Attribute } from '../../model/attribute.js'
import type { CatalogFile } from '../../model/catalog.js'
import type { AttributeValues, RoleType } from '../../model/role.js'
import { own } from '../../model/values.js'
import type { LiftedRestriction, Platform } from '../platform.js'
import {
  blastRadius,
  computedText,
  createdAt,
  filledText,
  permissionSet,
  text,
  textSet,
  updatedAt,
} from '../standard-attributes.js'
import catalog from './catalog.json' with { type: 'json' }

const subject = (computed: 'once' | 'changes', description: string): Attribute => {
  const part = (says: string): Attribute => ({ type: text, description: says, presence: 'computed' })
  return {
    type: {
      kind: 'object',
      attributes: {
        id: part('Id of the user or API token.'),
        subject_type: part('`USER` or `SERVICEKEY`, which is an API token.'),
        username: part('Name a user signs in with. Null for an API token.'),
        full_name: part('Full name of a user. Null for an API token.'),
        avatar_url: part('Address of a user’s picture. Null for an API token.'),
        api_token_name: part('Name of an API token. Null for a user.'),
      },
    },
    description,
    presence: 'computed',
    computed,
  }
}

const role: RoleType = {
  name: 'astro_role',
  title: 'Astro custom role',
  description:
    'A custom role of an Astro Organization. It grants permissions on Deployments or on single DAGs to the users, ' +
    'Teams and API tokens it is assigned to. Assignments name the role by its `name`, so a new name touches them. ' +
    'Custom roles need the Enterprise plan.',
  label: 'name',
  pathId: 'id',
  exampleId: 'clzi3vy2s0qmh01lqf8ld3x1a',
  parent: { attribute: 'organization_id', noun: 'organization', example: 'clmh5mash17wq01m5nv6ftw0p' },
  needsPermissions: true,
  attributes: {
    name: {
      type: filledText,
      description: 'Name of the role, by which it is assigned. It can change without making a new role.',
      presence: 'required',
    },
    permissions: {
      type: permissionSet({ attribute: 'scope_type' }),
      description:
        'Permissions the role grants, for example `deployment.get`. At least one. ' +
        'Astro refuses permissions that do not belong to the `scope_type`.',
      presence: 'required',
    },
    scope_type: {
      type: { kind: 'string', allowed: ['DEPLOYMENT', 'DAG'] },
      description: 'What the role is assigned on: `DEPLOYMENT` or `DAG`. A change makes a new role.',
      presence: 'required',
      replace: 'always',
    },
    description: { type: text, description: 'What the role is for.', presence: 'optional' },
    restricted_workspace_ids: textSet(
      'optional',
      'Ids of the Workspaces in which the role may be assigned. Without any it may be assigned in all of them.',
    ),
    organization_id: {
      type: filledText,
      description:
        'Id of the Organization that holds the role. Default: that of the provider. A change makes a new role.',
      presence: 'optional-computed',
      replace: 'configured',
      computed: 'once',
    },
    id: computedText('once', 'Id of the role.'),
    created_at: createdAt,
    created_by: subject('once', 'Who made the role.'),
    updated_at: updatedAt,
    updated_by: subject('changes', 'Who changed the role last.'),
    blast_radius: blastRadius('Rated in the plan, from the permissions and the catalog.'),
  },
}

const restrictedTo = (attributes: AttributeValues): number => {
  const ids = own(attributes, 'restricted_workspace_ids')
  return Array.isArray(ids) ? ids.length : 0
}

const liftedRestrictions = (prior: AttributeValues, planned: AttributeValues): readonly LiftedRestriction[] => {
  const before = restrictedTo(prior)
  if (before === 0 || restrictedTo(planned) > 0) return []
  const message = `It may be assigned in every Workspace of the Organization; until now in ${before === 1 ? 'one' : `${before}`} only.`
  return [{ path: ['restricted_workspace_ids'], message }]
}

export const astro: Platform = {
  key: 'astro',
  title: 'Astro',
  scopes: [
    {
      name: 'DEPLOYMENT',
      title: 'Deployment',
      description: 'Permissions on an Airflow Deployment and all that is in it.',
    },
    { name: 'DAG', title: 'DAG', description: 'Permissions on one DAG, or on those with a tag, of a Deployment.' },
  ],
  permission: {
    // A permission is the name of its group and an action, as the permission groups of the API have them.
    pattern: {
      regex: '^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$',
      says: 'words with single dots between them, for example `deployment.get`',
    },
    separator: '.',
  },
  blastRadius: 'catalog',
  roleTypes: [role],
  assignsByLabel: true,
  liftedRestrictions,
  catalog: catalog as CatalogFile,
}
