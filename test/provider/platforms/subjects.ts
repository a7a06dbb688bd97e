import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { astro } from '../../../provider/platforms/astro/adapter.js'
import { jitsudo } from '../../../provider/platforms/jitsudo/adapter.js'
import { northflank } from '../../../provider/platforms/northflank/adapter.js'
import type { FailureKind, ParentId, PlatformAdapter, Settings } from '../../../provider/platforms/role-api.js'
import type { Sandbox } from '../../../provider/sandbox/contract.js'

type Change = { readonly to: AttributeValues; readonly then?: AttributeValues }

/** What the conformance suite needs to know of one type of role. */
export type Subject = {
  readonly roleType: string
  readonly adapter: PlatformAdapter
  readonly settings: (sandbox: Sandbox) => Settings
  readonly parent: (sandbox: Sandbox) => ParentId
  /** A role with all that can be set. */
  readonly full: (name: string, sandbox: Sandbox) => AttributeValues
  /** Changes of single attributes: what is planned and, where it differs, what the platform then tells. */
  readonly changes: readonly Change[]
  /** Attributes that go away, and what is told of them then. */
  readonly clears: readonly Change[]
  /** A token that may only read. */
  readonly readOnly: (sandbox: Sandbox) => string
  /** A place, or a credential, that does not go with the other, and how that fails. */
  readonly elsewhere: {
    readonly parent?: (sandbox: Sandbox) => ParentId
    readonly token?: (sandbox: Sandbox) => string
    readonly kind: FailureKind
  }
  readonly forbidden: 'forbidden' | 'unauthenticated'
  /** How the platform tells a name that is taken. */
  readonly taken: { readonly status: number }
  readonly writePermission: RegExp
  /** The platform's own words for a server that fails, and for a role that is not there. */
  readonly envelope: (status: number, message: string) => unknown
}

const first = <Item>([item]: readonly Item[]): Item => {
  if (item === undefined) throw new Error('the sandbox has none')
  return item
}
const second = <Item>([, item]: readonly Item[]): Item => {
  if (item === undefined) throw new Error('the sandbox has no second one')
  return item
}

const workspace = (sandbox: Sandbox): string => first(first(sandbox.astro.organizations).workspaceIds)

export const astroRole: Subject = {
  roleType: 'astro_role',
  adapter: astro,
  settings: ({ env }) => ({
    organization_id: env.ASTRO_ORGANIZATION_ID,
    token: env.ASTRO_API_TOKEN,
    base_url: env.ASTRO_API_URL,
  }),
  parent: ({ env }) => env.ASTRO_ORGANIZATION_ID,
  full: (name, sandbox) => ({
    name,
    description: 'Sees deployments.',
    permissions: ['deployment.get', 'deployment.logs.get'],
    scope_type: 'DEPLOYMENT',
    restricted_workspace_ids: [workspace(sandbox)],
  }),
  changes: [
    { to: { name: 'Renamed_role' } },
    { to: { description: 'Something else.' } },
    { to: { permissions: ['deployment.update'] } },
    { to: { restricted_workspace_ids: [] } },
  ],
  clears: [
    { to: { description: null } },
    { to: { restricted_workspace_ids: null }, then: { restricted_workspace_ids: [] } },
  ],
  readOnly: ({ astro: { organizations } }) => first(organizations).readOnlyToken,
  elsewhere: { parent: ({ astro: { organizations } }) => second(organizations).id, kind: 'forbidden' },
  forbidden: 'forbidden',
  taken: { status: 400 },
  writePermission: /organization\.customRoles\.(create|update|delete)/,
  envelope: (statusCode, message) => ({ message, requestId: 'req-1', statusCode }),
}

const inNorthflank = {
  adapter: northflank,
  settings: ({ env }: Sandbox) => ({
    token: env.NORTHFLANK_API_TOKEN,
    base_url: env.NORTHFLANK_BASE_URL,
    update_method: 'auto',
  }),
  readOnly: ({ northflank: { organizations } }: Sandbox) => first(organizations).readOnlyToken,
  forbidden: 'unauthenticated',
  taken: { status: 409 },
  envelope: (status: number, message: string) => ({ error: { status, message, id: 'some-error' } }),
} as const

const projects = { enabled: true, projects: ['web-shop', 'api'], restriction_mode: 'notIn' }

export const northflankOrgRole: Subject = {
  ...inNorthflank,
  roleType: 'northflank_org_role',
  parent: () => null,
  full: (name, { northflank: { organizations } }) => ({
    name,
    description: 'Develops.',
    permissions: { org_scope: ['o'], team_scope: ['t', 'u'], project_scope: ['p'] },
    restrictions: { enabled: true, teams: [{ team_id: 'platform', restrictions: projects }] },
    directory_groups: [...first(organizations).directoryGroupIds],
  }),
  changes: [
    { to: { description: 'Something else.' } },
    { to: { permissions: { org_scope: [], team_scope: ['t'], project_scope: [] } } },
    { to: { restrictions: { enabled: true, teams: [{ team_id: 'data', restrictions: null }] } } },
    { to: { directory_groups: [] } },
  ],
  clears: [
    { to: { restrictions: null } },
    { to: { directory_groups: null }, then: { directory_groups: [] } },
    // The vendor's pattern has no place for an empty description.
    { to: { description: null }, then: { description: 'Develops.' } },
  ],
  elsewhere: {
    token: ({ northflank: { organizations } }) => first(first(organizations).teams).token,
    kind: 'unauthenticated',
  },
  writePermission: /Organisation > Admin > Roles > Manage/,
}

export const northflankTeamRole: Subject = {
  ...inNorthflank,
  roleType: 'northflank_team_role',
  parent: ({ env }) => env.NORTHFLANK_TEAM_ID,
  full: (name) => ({
    name,
    description: 'Develops.',
    permissions: { team_scope: ['t', 'u'], project_scope: ['p'] },
    restrictions: projects,
  }),
  changes: [
    { to: { description: 'Something else.' } },
    { to: { permissions: { team_scope: [], project_scope: ['q'] } } },
    { to: { restrictions: { enabled: true, projects: ['one'], restriction_mode: 'in' } } },
  ],
  clears: [{ to: { restrictions: null } }, { to: { description: null }, then: { description: 'Develops.' } }],
  elsewhere: {
    parent: ({ northflank: { organizations } }) => first(second(organizations).teams).id,
    kind: 'not-found',
  },
  writePermission: /Account > Admin > Roles > Manage/,
}

export const jitsudoRole: Subject = {
  roleType: 'jitsudo_role',
  adapter: jitsudo,
  settings: ({ env }) => ({
    base_url: env.JITSUDO_URL,
    tenant_id: env.JITSUDO_TENANT_ID,
    token: env.JITSUDO_TOKEN,
    api_key: null,
  }),
  parent: ({ env }) => env.JITSUDO_TENANT_ID,
  full: (name) => ({ slug: name, name: `The ${name}`, description: 'Reads.', scopes: ['audit.read', 'requests.read'] }),
  changes: [
    { to: { name: 'Another name' } },
    { to: { description: 'Something else.' } },
    { to: { scopes: ['audit.read', 'roles.delete'] } },
    { to: { scopes: [] } },
  ],
  clears: [{ to: { description: null } }],
  readOnly: ({ jitsudo: { tenants } }) => first(tenants).readOnlyToken,
  elsewhere: { parent: ({ jitsudo: { tenants } }) => second(tenants).id, kind: 'forbidden' },
  forbidden: 'forbidden',
  taken: { status: 409 },
  writePermission: /the right to write roles/,
  envelope: (status, message) => ({ code: status === 404 ? 'not_found' : 'some_code', message }),
}

export const subjects: readonly Subject[] = [astroRole, northflankOrgRole, northflankTeamRole, jitsudoRole]
