/** What must compile against the library for one core, and what must not. */
export const app = (core: string): string => `
import { App, Fn, TerraformStack, TerraformVariable } from '${core}'
import { AstroRole, JitsudoRole, NorthflankOrgRole, RoleFiles, RolecallProvider, fromToken } from '@rolecall/provider/${core}'
import type { AstroPermission, AstroRoleConfig } from '@rolecall/provider/${core}'
import { DataRolecallAstroRole } from '@rolecall/provider/${core}/bindings/data-rolecall-astro-role'
import { DataRolecallAstroRoles } from '@rolecall/provider/${core}/bindings/data-rolecall-astro-roles'
import { JitsudoRole as Binding } from '@rolecall/provider/${core}/bindings/jitsudo-role'

const stack = new TerraformStack(new App(), 'stack')
new RolecallProvider(stack, 'rolecall', { maxBlastRadius: 'high' })
new RoleFiles(stack, 'roles', { paths: ['roles/*.roles.yaml'] })
const plain = { name: 'Viewer' }
const paths = ['catalogs/astro.json'] as const
new RolecallProvider(stack, 'strict', { alias: 'strict', severity: { RC001: 'error', RC004: 'off' }, catalogs: paths, refresh: 'get', northflank: { updateMethod: 'put' }, retry: { maxAttempts: 3 } })

// Literals, patterns, what is newer than the catalog, and strings of which nothing is known.
const viewer = new AstroRole(stack, 'viewer', { ...plain, scopeType: 'DEPLOYMENT', permissions: ['deployment.*.get', 'deployment.newer.get'] })
const level: string = viewer.blastRadius.level
const common = ['deployment.get', 'deployment.logs.get'] as const
const known: readonly AstroPermission<'DEPLOYMENT'>[] = common
new AstroRole(stack, 'common', { ...plain, scopeType: 'DEPLOYMENT', permissions: common, restrictedWorkspaceIds: ['a'] as const })
new AstroRole(stack, 'spread', { ...plain, scopeType: 'DEPLOYMENT', permissions: [...common, ...known, 'deployment.update'] })
const strings: string[] = ['deployment.get']
new AstroRole(stack, 'strings', { ...plain, scopeType: 'DAG', permissions: strings, onDestroy: 'forget', timeouts: { create: '1m' } })
const settings = { name: 'Settings', scopeType: 'DAG', permissions: ['dag.airflow.dag.get'] } as const
new AstroRole(stack, 'settings', settings)

// Tokens.
const variable = new TerraformVariable(stack, 'scope', { type: 'string' })
new RolecallProvider(stack, 'tokens', { alias: 'tokens', maxBlastRadius: fromToken(variable.stringValue), severity: { RC001: fromToken(variable.stringValue) } })
new AstroRole(stack, 'token', { ...plain, scopeType: fromToken(variable.stringValue), permissions: [variable.stringValue] })
new AstroRole(stack, 'tokens', { ...plain, scopeType: 'DEPLOYMENT', permissions: Fn.concat([variable.listValue, strings]) })
const shared = new DataRolecallAstroRole(stack, 'shared', { name: 'Shared' })
new AstroRole(stack, 'derived', { ...plain, scopeType: fromToken(shared.scopeType), permissions: shared.permissions })
const first: string = new DataRolecallAstroRoles(stack, 'all', { nameRegex: '^A' }).roles.get(0).blastRadius.level

// Interfaces that people extend, and functions that take one.
interface Mine extends AstroRoleConfig { readonly owner: string }
interface Narrow extends AstroRoleConfig<'DEPLOYMENT'> { readonly owner: string }
const make = (id: string, mine: Mine, narrow: Narrow, either: 'DEPLOYMENT' | 'DAG') => [
  new AstroRole(stack, id, mine),
  new AstroRole(stack, id, { ...mine, permissions: [...mine.permissions, 'deployment.get'] }),
  new AstroRole(stack, id, narrow),
  new AstroRole(stack, id, { ...plain, scopeType: either, permissions: ['deployment.get'] }),
]
class Special extends AstroRole {
  public constructor(id: string) {
    super(stack, id, { ...plain, scopeType: 'DAG', permissions: ['dag.airflow.dag.get'] })
    this.permissions = [...(this.permissionsInput ?? []), 'deployment.get']
  }
}

// What nobody confirmed is no type.
new NorthflankOrgRole(stack, 'org', { ...plain, permissions: { projectScope: ['Project > Jobs'], orgScope: strings }, restrictions: { enabled: true, teams: [{ teamId: 'a', restrictions: { enabled: false, restrictionMode: 'notIn' } }] } })
new JitsudoRole(stack, level + first, { slug: 'auditor', name: 'Auditor', scopes: [viewer.id] })
new Binding(stack, 'binding', { slug: 'auditor', name: 'Auditor', scopes: strings })

// @ts-expect-error a role has a name
new AstroRole(stack, 'nameless', { scopeType: 'DEPLOYMENT', permissions: [] })
// @ts-expect-error no such scope
new AstroRole(stack, 'scope', { ...plain, scopeType: 'WORKSPACE', permissions: [] })
// @ts-expect-error any string may be a scope
new AstroRole(stack, 'string', { ...plain, scopeType: variable.stringValue, permissions: [] })
// @ts-expect-error no such mode
new AstroRole(stack, 'mode', { ...plain, scopeType: 'DAG', permissions: [], onDestroy: 'keep' })
// @ts-expect-error no such level
new RolecallProvider(stack, 'level', { maxBlastRadius: 'huge' })
// @ts-expect-error no such code
new RolecallProvider(stack, 'code', { severity: { RC999: 'error' } })
// @ts-expect-error no such severity of a provider block
new RolecallProvider(stack, 'severity', { severity: { RC001: 'hint' } })
// @ts-expect-error no such method
new RolecallProvider(stack, 'method', { northflank: { updateMethod: 'post' } })
// @ts-expect-error no such attribute
new AstroRole(stack, 'scopes', { ...plain, scopeType: 'DAG', permissions: [], scopes: [] })
// @ts-expect-error no such attribute
new NorthflankOrgRole(stack, 'typo', { ...plain, permissions: { projectScopes: [] } })
// @ts-expect-error no such mode
new NorthflankOrgRole(stack, 'mode', { ...plain, permissions: {}, restrictions: { enabled: true, teams: [{ teamId: 'a', restrictions: { enabled: true, restrictionMode: 'out' } }] } })
export { make, Special }
`
