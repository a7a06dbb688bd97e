/** What the suites need to know of each resource type, so that one table-driven suite covers them all. */

import type { RoleType } from '@rolecall/shared/model/role.js'
import { findRoleType } from '@rolecall/shared/platforms/registry.js'
import type { Sandbox } from '../../../../provider/sandbox/contract.js'
import type { Remote } from './remote.js'
import { astroRemote, jitsudoRemote, northflankRemote } from './remote.js'

export type Attributes = { readonly [name: string]: unknown }

/** A new value of an attribute; undefined takes it out of the configuration. */
export type Edit = {
  readonly attribute: string
  readonly value: unknown
  /** What the state then says, where that is not `value`. */
  readonly state?: unknown
  readonly action?: 'update' | 'replace'
}

/** A field changed behind Terraform's back, and what the state says after a refresh. */
export type Drift = {
  readonly attribute: string
  readonly fields: { readonly [name: string]: unknown }
  readonly state: unknown
}

export type Kind = {
  readonly type: string
  readonly label: 'name' | 'slug'
  /** Attribute and value of the organization, team or tenant; null where there is none. */
  readonly parent: { readonly attribute: string; readonly value: string } | null
  /** Only what is required, in Terraform's JSON. */
  readonly minimal: (label: string) => Attributes
  readonly full: (label: string) => Attributes
  /** Applied one after the other, from `full`. */
  readonly edits: readonly Edit[]
  /** A change that makes a new role of `minimal`. */
  readonly replacement: { readonly attribute: string; readonly value: string }
  readonly drifts: readonly Drift[]
  /** The set of permissions in Terraform, in the attributes of `minimal`. */
  readonly withPermission: (label: string, permission: string) => Attributes
  readonly permission: string
  /** Three permissions, and how Terraform and the API have some of them. */
  readonly three: readonly [string, string, string]
  readonly granting: (permissions: readonly string[]) => {
    readonly attributes: Attributes
    readonly fields: Attributes
  }
  readonly remote: Remote
  /** Fields of the API for `remote.create` that a bare role lacks. */
  readonly rich: { readonly [name: string]: unknown }
}

const first = <Item>([item]: readonly Item[]): Item => {
  if (item === undefined) throw new Error('The sandbox has none.')
  return item
}

const astroRole = (sandbox: Sandbox): Kind => {
  const organization = first(sandbox.astro.organizations)
  const [one = '', two = ''] = organization.workspaceIds
  const minimal = (name: string): Attributes => ({ name, permissions: ['deployment.get'], scope_type: 'DEPLOYMENT' })
  return {
    type: 'rolecall_astro_role',
    label: 'name',
    parent: { attribute: 'organization_id', value: organization.id },
    minimal,
    full: (name) => ({
      ...minimal(name),
      permissions: ['deployment.get', 'deployment.logs.get'],
      description: 'Sees deployments.',
      restricted_workspace_ids: [one],
      organization_id: organization.id,
    }),
    edits: [
      { attribute: 'name', value: 'Renamed' },
      { attribute: 'permissions', value: ['deployment.logs.get'] },
      { attribute: 'permissions', value: ['deployment.update', 'deployment.logs.get'] },
      { attribute: 'description', value: 'Sees more — überall.' },
      { attribute: 'description', value: '' },
      { attribute: 'description', value: undefined, state: null },
      { attribute: 'restricted_workspace_ids', value: [one, two] },
      { attribute: 'restricted_workspace_ids', value: [] },
      { attribute: 'restricted_workspace_ids', value: undefined, state: null },
      { attribute: 'organization_id', value: undefined, state: organization.id, action: 'update' },
    ],
    replacement: { attribute: 'scope_type', value: 'DAG' },
    drifts: [
      { attribute: 'name', fields: { name: 'Another' }, state: 'Another' },
      { attribute: 'permissions', fields: { permissions: ['deployment.get'] }, state: ['deployment.get'] },
      { attribute: 'description', fields: { description: 'Other words.' }, state: 'Other words.' },
      { attribute: 'description', fields: { description: '' }, state: null },
      { attribute: 'restricted_workspace_ids', fields: { restrictedWorkspaceIds: [two] }, state: [two] },
      { attribute: 'restricted_workspace_ids', fields: { restrictedWorkspaceIds: [] }, state: [] },
    ],
    withPermission: (name, permission) => ({ ...minimal(name), permissions: ['deployment.get', permission] }),
    permission: 'deployment.logs.get',
    three: ['deployment.get', 'deployment.logs.get', 'deployment.update'],
    granting: (permissions) => ({ attributes: { permissions }, fields: { permissions } }),
    remote: astroRemote(sandbox),
    rich: {
      description: 'Made elsewhere.',
      restrictedWorkspaceIds: [two],
      permissions: ['deployment.get', 'deployment.update'],
    },
  }
}

const projects = { enabled: true, projects: ['web-app'], restriction_mode: 'notIn' }

const orgRole = (sandbox: Sandbox): Kind => {
  const { teams, directoryGroupIds } = first(sandbox.northflank.organizations)
  const [group = '', otherGroup = group] = directoryGroupIds
  const team = first(teams).id
  const minimal = (name: string): Attributes => ({ name, permissions: {} })
  const restrictions = { enabled: true, teams: [{ team_id: team, restrictions: projects }] }
  const state = (enabled: boolean, list: unknown) => ({ enabled, teams: list })
  return {
    type: 'rolecall_northflank_org_role',
    label: 'name',
    parent: null,
    minimal,
    full: (name) => ({
      ...minimal(name),
      permissions: {
        org_scope: ['Organisation > Admin > Roles > Read'],
        team_scope: ['Account > A'],
        project_scope: ['Project > A', 'Project > B'],
      },
      description: 'Develops.',
      restrictions,
      directory_groups: [group],
    }),
    edits: [
      {
        attribute: 'permissions',
        value: { team_scope: ['Account > B'], project_scope: [] },
        state: { org_scope: [], team_scope: ['Account > B'], project_scope: [] },
      },
      { attribute: 'permissions', value: {}, state: { org_scope: [], team_scope: [], project_scope: [] } },
      { attribute: 'description', value: 'Develops more.' },
      {
        attribute: 'restrictions',
        value: {
          enabled: true,
          teams: [
            { team_id: team },
            { team_id: 'another-team', restrictions: { enabled: true, projects: ['web-app'] } },
          ],
        },
        state: state(true, [
          { team_id: 'another-team', restrictions: { enabled: true, projects: ['web-app'], restriction_mode: null } },
          { team_id: team, restrictions: null },
        ]),
      },
      { attribute: 'restrictions', value: undefined, state: null },
      {
        attribute: 'restrictions',
        value: restrictions,
        state: state(true, [{ team_id: team, restrictions: projects }]),
      },
      { attribute: 'directory_groups', value: [otherGroup] },
      { attribute: 'directory_groups', value: [] },
      { attribute: 'directory_groups', value: undefined, state: null },
      { attribute: 'name', value: 'Renamed', action: 'replace' },
    ],
    replacement: { attribute: 'name', value: 'Replaced' },
    drifts: [
      { attribute: 'description', fields: { description: 'Other words.' }, state: 'Other words.' },
      {
        attribute: 'permissions',
        fields: {
          permissions: { orgScope: [], teamScope: ['Account > X'], projectScope: ['Project > A', 'Project > B'] },
        },
        state: { org_scope: [], team_scope: ['Account > X'], project_scope: ['Project > A', 'Project > B'] },
      },
      { attribute: 'restrictions', fields: { restrictions: { enabled: false } }, state: null },
      {
        attribute: 'restrictions',
        fields: {
          restrictions: {
            enabled: true,
            teams: [{ teamId: team, restrictions: { enabled: true, projects: ['other-app'], restrictionMode: 'in' } }],
          },
        },
        state: state(true, [
          { team_id: team, restrictions: { enabled: true, projects: ['other-app'], restriction_mode: null } },
        ]),
      },
      { attribute: 'directory_groups', fields: { directoryGroups: [] }, state: [] },
    ],
    withPermission: (name, permission) => ({ name, permissions: { project_scope: [permission] } }),
    permission: 'Project > Services > General > Read',
    three: ['Project > A', 'Project > B', 'Project > C'],
    granting: (permissions) => ({
      attributes: { permissions: { project_scope: permissions } },
      fields: { permissions: { orgScope: [], teamScope: [], projectScope: permissions } },
    }),
    remote: northflankRemote(sandbox, 'org'),
    rich: {
      description: 'Made elsewhere.',
      permissions: { orgScope: ['Organisation > A'], teamScope: [], projectScope: [] },
      restrictions: { enabled: true, teams: [{ teamId: team }] },
      directoryGroups: [group],
    },
  }
}

const teamRole = (sandbox: Sandbox): Kind => {
  const team = first(first(sandbox.northflank.organizations).teams).id
  const minimal = (name: string): Attributes => ({ team_id: team, name, permissions: {} })
  return {
    type: 'rolecall_northflank_team_role',
    label: 'name',
    parent: { attribute: 'team_id', value: team },
    minimal,
    full: (name) => ({
      ...minimal(name),
      permissions: { team_scope: ['Account > A'], project_scope: ['Project > A'] },
      description: 'Develops.',
      restrictions: projects,
    }),
    edits: [
      {
        attribute: 'permissions',
        value: { project_scope: ['Project > B'] },
        state: { team_scope: [], project_scope: ['Project > B'] },
      },
      { attribute: 'description', value: 'Develops more.' },
      {
        attribute: 'restrictions',
        value: { enabled: true, projects: ['web-app'] },
        state: { enabled: true, projects: ['web-app'], restriction_mode: null },
      },
      {
        attribute: 'restrictions',
        value: { enabled: true, projects: ['other-app', 'web-app'], restriction_mode: 'in' },
      },
      { attribute: 'restrictions', value: undefined, state: null },
      { attribute: 'name', value: 'Renamed', action: 'replace' },
    ],
    replacement: { attribute: 'name', value: 'Replaced' },
    drifts: [
      { attribute: 'description', fields: { description: 'Other words.' }, state: 'Other words.' },
      {
        attribute: 'permissions',
        fields: { permissions: { teamScope: [], projectScope: ['Project > A'] } },
        state: { team_scope: [], project_scope: ['Project > A'] },
      },
      { attribute: 'restrictions', fields: { restrictions: { enabled: false } }, state: null },
      {
        attribute: 'restrictions',
        fields: { restrictions: { enabled: true, projects: ['web-app'], restrictionMode: 'in' } },
        state: { enabled: true, projects: ['web-app'], restriction_mode: null },
      },
    ],
    withPermission: (name, permission) => ({ ...minimal(name), permissions: { project_scope: [permission] } }),
    permission: 'Project > Services > General > Read',
    three: ['Project > A', 'Project > B', 'Project > C'],
    granting: (permissions) => ({
      attributes: { permissions: { project_scope: permissions } },
      fields: { permissions: { teamScope: [], projectScope: permissions } },
    }),
    remote: northflankRemote(sandbox, 'team'),
    rich: {
      description: 'Made elsewhere.',
      permissions: { teamScope: ['Account > A'], projectScope: [] },
      restrictions: { enabled: true, projects: ['web-app'], restrictionMode: 'notIn' },
    },
  }
}

const jitsudoRole = (sandbox: Sandbox): Kind => {
  const tenant = first(sandbox.jitsudo.tenants)
  const minimal = (slug: string): Attributes => ({ slug, name: 'Auditor', scopes: ['audit.read'] })
  return {
    type: 'rolecall_jitsudo_role',
    label: 'slug',
    parent: { attribute: 'tenant_id', value: tenant.id },
    minimal,
    full: (slug) => ({
      ...minimal(slug),
      scopes: ['audit.read', 'requests.approve'],
      description: 'Reads all.',
      tenant_id: tenant.id,
    }),
    edits: [
      { attribute: 'name', value: 'Auditor of all' },
      { attribute: 'scopes', value: ['audit.read', 'secrets.read'] },
      { attribute: 'scopes', value: [] },
      { attribute: 'description', value: 'Reads more.' },
      { attribute: 'description', value: '' },
      { attribute: 'description', value: undefined, state: null },
      { attribute: 'slug', value: 'renamed', action: 'replace' },
    ],
    replacement: { attribute: 'slug', value: 'replaced' },
    drifts: [
      { attribute: 'name', fields: { name: 'Another' }, state: 'Another' },
      { attribute: 'scopes', fields: { scopes: ['audit.read'] }, state: ['audit.read'] },
      { attribute: 'description', fields: { description: 'Other words.' }, state: 'Other words.' },
      { attribute: 'description', fields: { description: null }, state: null },
    ],
    withPermission: (slug, permission) => ({ ...minimal(slug), scopes: [permission] }),
    permission: 'requests.read',
    three: ['audit.read', 'requests.read', 'sessions.read'],
    granting: (scopes) => ({ attributes: { scopes }, fields: { scopes } }),
    remote: jitsudoRemote(sandbox),
    rich: { description: 'Made elsewhere.', scopes: ['audit.read', 'requests.read'] },
  }
}

const kinds = {
  astro_role: astroRole,
  northflank_org_role: orgRole,
  northflank_team_role: teamRole,
  jitsudo_role: jitsudoRole,
}

export type KindName = keyof typeof kinds

export const kindNames = Object.keys(kinds) as readonly KindName[]

export const kindOf = (name: KindName, sandbox: Sandbox): Kind => kinds[name](sandbox)

export const roleTypeOf = (name: KindName): RoleType => {
  const found = findRoleType(name)
  if (!found) throw new Error(`There is no role type ${name}.`)
  return found
}
