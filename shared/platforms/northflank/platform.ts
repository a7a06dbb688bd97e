import type { Attribute, Attributes, Pattern, StringType } from '../../model/attribute.js'
import type { CatalogFile } from '../../model/catalog.js'
import type { RoleType } from '../../model/role.js'
import type { Platform, Scope } from '../platform.js'
import {
  blastRadius,
  computedText,
  createdAt,
  permissionSet,
  text,
  textSet,
  updatedAt,
} from '../standard-attributes.js'
import { builtIn } from './built-in-roles.js'
import catalog from './catalog.json' with { type: 'json' }
import { idleRestrictions } from './idle-restrictions.js'
import { liftedRestrictions } from './lifted-restrictions.js'

const slug: StringType = {
  kind: 'string',
  length: { min: 3, max: 39 },
  pattern: {
    regex: '^[a-zA-Z](-?[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*)?$',
    says: 'a letter, then letters and digits with single hyphens between them',
  },
}

const descriptionPattern: Pattern = {
  regex: '^[a-zA-Z0-9.,?\\s\\\\/\'"()[\\];`%^&*\\-_:!]+$',
  says: 'letters of the English alphabet, digits, spaces and any of . , ? \\ / \' " ( ) [ ] ; ` % ^ & * - _ : !',
}

const roleNamePattern: Pattern = {
  regex: '^[a-zA-Z0-9]+((-|\\s)[a-zA-Z0-9]+)*$',
  says: 'letters and digits, with single hyphens or spaces between them',
}

const scopes = {
  org_scope: {
    name: 'org_scope',
    title: 'Organization',
    description: 'Permissions on the organization: its teams, members, roles and billing.',
  },
  team_scope: {
    name: 'team_scope',
    title: 'Team',
    description:
      'Permissions on a team and what its projects share. Northflank’s labels for these start with `Account`.',
  },
  project_scope: {
    name: 'project_scope',
    title: 'Project',
    description: 'Permissions on projects and their services, jobs, addons and secrets.',
  },
} satisfies Readonly<Record<string, Scope>>

const granted = ({ name, title }: Scope): Attribute => ({
  type: permissionSet(name),
  description: `Permissions on the level of the ${title.toLowerCase()}. Default: none.`,
  presence: 'optional-computed',
  default: [],
})

const description: Attribute = {
  type: { kind: 'string', length: { min: 1, max: 200 }, pattern: descriptionPattern },
  description:
    'What the role is for, in at most 200 characters. Northflank may keep a description that is taken away; ' +
    'the plan then goes on showing the difference.',
  presence: 'optional',
}

const enabled: Attribute = {
  type: { kind: 'boolean' },
  description: 'Whether the restrictions apply. While they do not, Northflank may drop the lists below.',
  presence: 'required',
}

const projectRestrictions: Attributes = {
  enabled,
  projects: {
    type: { kind: 'set', element: slug },
    description: 'Ids of the projects that `restriction_mode` is about.',
    presence: 'optional',
  },
  restriction_mode: {
    type: { kind: 'string', allowed: ['in', 'notIn'] },
    description: '`in`: the role reaches only these projects. `notIn`: it reaches all but these. Default: `in`.',
    presence: 'optional',
    // Not documented; `in` is what the sandbox takes and what the documents' wording suggests.
    platformDefault: 'in',
  },
}

const teamRestrictions: Attributes = {
  enabled,
  teams: {
    type: {
      kind: 'set',
      element: {
        kind: 'object',
        attributes: {
          team_id: { type: slug, description: 'Id of a team that the role reaches.', presence: 'required' },
          restrictions: {
            type: { kind: 'object', attributes: projectRestrictions },
            description: 'Which projects of the team the role reaches. Default: all.',
            presence: 'optional',
          },
        },
      },
    },
    description: 'The teams that the role reaches.',
    presence: 'optional',
  },
}

const computed: Attributes = {
  id: computedText('once', 'Id of the role, which Northflank makes from its name.'),
  created_at: createdAt,
  updated_at: updatedAt,
  blast_radius: blastRadius('Rated in the plan, from the permissions and the catalog.'),
}

const tokensNote =
  'Every API token made from the role follows its permissions at once, and is revoked when the role is deleted. ' +
  'Northflank documents its permissions only by the labels of its console: take the strings from a role that exists, ' +
  'with `rolecall pull northflank` or `rolecall catalog refresh northflank`.'

const orgRole: RoleType = {
  name: 'northflank_org_role',
  title: 'Northflank organization role',
  description: `A role of a Northflank organization, for its members and directory groups. ${tokensNote}`,
  label: 'name',
  pathId: 'id',
  exampleId: 'developer',
  parent: null,
  needsPermissions: false,
  attributes: {
    name: {
      type: text,
      description: 'Name of the role. Northflank cannot rename a role, so a change makes a new one.',
      presence: 'required',
      replace: 'always',
    },
    permissions: {
      type: {
        kind: 'object',
        attributes: {
          org_scope: granted(scopes.org_scope),
          team_scope: granted(scopes.team_scope),
          project_scope: granted(scopes.project_scope),
        },
      },
      description: 'Permissions the role grants, by level.',
      presence: 'required',
    },
    description,
    restrictions: {
      type: { kind: 'object', attributes: teamRestrictions },
      description: 'Which teams and projects the role reaches. Default: all.',
      presence: 'optional',
    },
    directory_groups: textSet(
      'optional',
      'Ids of directory groups whose users get the role. Only Northflank’s current API can change them.',
    ),
    ...computed,
  },
}

const teamRole: RoleType = {
  name: 'northflank_team_role',
  title: 'Northflank team role',
  description: `A role of a Northflank team. ${tokensNote}`,
  label: 'name',
  pathId: 'id',
  exampleId: 'developer',
  parent: { attribute: 'team_id', noun: 'team', example: 'my-team' },
  needsPermissions: false,
  attributes: {
    team_id: {
      type: slug,
      description: 'Id of the team that holds the role. A change makes a new role.',
      presence: 'required',
      replace: 'always',
    },
    name: {
      type: { kind: 'string', length: { min: 3, max: 100 }, pattern: roleNamePattern },
      description:
        'Name of the role: 3 to 100 letters and digits, with single hyphens or spaces between them. ' +
        'Northflank cannot rename a role, so a change makes a new one.',
      presence: 'required',
      replace: 'always',
    },
    permissions: {
      type: {
        kind: 'object',
        attributes: { team_scope: granted(scopes.team_scope), project_scope: granted(scopes.project_scope) },
      },
      description: 'Permissions the role grants, by level.',
      presence: 'required',
    },
    description,
    restrictions: {
      type: { kind: 'object', attributes: projectRestrictions },
      description: 'Which projects of the team the role reaches. Default: all.',
      presence: 'optional',
    },
    ...computed,
  },
}

export const northflank: Platform = {
  key: 'northflank',
  title: 'Northflank',
  scopes: Object.values(scopes),
  permission: { pattern: null, separator: ' > ' },
  blastRadius: 'catalog',
  roleTypes: [orgRole, teamRole],
  builtIn,
  managesRoles: [
    'Organisation > Admin > Roles > Manage',
    'Os > Admin > Roles > Manage',
    'Account > Admin > Roles > Manage',
  ],
  liftedRestrictions,
  idleRestrictions,
  catalog: catalog as CatalogFile,
}
