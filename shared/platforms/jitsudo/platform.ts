import type { CatalogFile } from '../../model/catalog.js'
import type { RoleType } from '../../model/role.js'
import { own } from '../../model/values.js'
import type { Platform } from '../platform.js'
import {
  blastRadius,
  computedText,
  createdAt,
  filledText,
  permissionSet,
  text,
  updatedAt,
  uuid,
} from '../standard-attributes.js'
import catalog from './catalog.json' with { type: 'json' }

const role: RoleType = {
  name: 'jitsudo_role',
  title: 'JITSudo role',
  description:
    'A role of a JITSudo tenant. Its scopes say what its holders may do; JITSudo rates them itself. ' +
    'System roles can be read, but neither changed nor deleted.',
  label: 'slug',
  pathId: 'slug',
  exampleId: 'auditor',
  parent: { attribute: 'tenant_id', noun: 'tenant', example: '9d3f5a94-3f7c-4f43-8ac6-5f5f2a0f0a11' },
  needsPermissions: false,
  attributes: {
    slug: {
      type: filledText,
      description: 'What the role is called in addresses; unique in its tenant. A change makes a new role.',
      presence: 'required',
      replace: 'always',
    },
    name: { type: text, description: 'Display name of the role.', presence: 'required' },
    scopes: {
      type: permissionSet(null),
      description:
        'Scopes the role grants. JITSudo publishes no list of them: `rolecall catalog refresh jitsudo` learns them ' +
        'from the roles that exist.',
      presence: 'required',
    },
    description: { type: text, description: 'What the role is for.', presence: 'optional' },
    tenant_id: {
      type: uuid,
      description: 'Id of the tenant that holds the role. Default: that of the provider. A change makes a new role.',
      presence: 'optional-computed',
      replace: 'configured',
      computed: 'once',
    },
    id: { ...computedText('once', 'Id of the role, a UUID. JITSudo’s addresses hold the `slug` instead.'), type: uuid },
    is_system: {
      type: { kind: 'boolean' },
      description: 'Whether JITSudo made the role and lets nobody change it.',
      presence: 'computed',
      computed: 'once',
    },
    created_at: createdAt,
    created_by: computedText('once', 'Who made the role. May be null.'),
    updated_at: updatedAt,
    updated_by: computedText('changes', 'Who changed the role last. May be null.'),
    blast_radius: blastRadius('JITSudo rates its roles itself, so it is known after the write. May be null.'),
  },
}

export const jitsudo: Platform = {
  key: 'jitsudo',
  title: 'JITSudo',
  scopes: [],
  // How scopes are spelled is not documented; patterns work for those with dots in them.
  permission: { pattern: null, separator: '.' },
  blastRadius: 'platform',
  roleTypes: [role],
  builtIn: (attributes) => (own(attributes, 'is_system') === true ? 'fixed' : null),
  catalog: catalog as CatalogFile,
}
