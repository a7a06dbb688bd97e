/** What a change takes along that its diff does not show: once, with the role's name, in the plan where Terraform shows it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
import { withSeverity } from './support/shown.js'
import type { Run } from './support/terraform.js'
import type { Workspace } from './support/workspace.js'

let session: Session
let workspace: Workspace

beforeAll(async () => {
  session = await startSession()
})
afterAll(() => session.close())
beforeEach(async () => {
  workspace = await session.workspace()
})

type Role = { readonly [name: string]: unknown }

const resource = (type: string, role: Role) => ({ resource: { [`rolecall_${type}`]: { x: role } } })

/** The plan of a change from one role to another, which is then applied and destroyed. */
const change = async (type: string, before: Role, after: Role): Promise<Run> => {
  await workspace.write(resource(type, before))
  expect((await workspace.apply()).code).toBe(0)
  await workspace.write(resource(type, after))
  const plan = await workspace.plan()
  expect((await workspace.apply()).code).toBe(0)
  await workspace.destroy()
  return plan
}

const manages = { org: 'Organisation > Admin > Roles > Manage', team: 'Account > Admin > Roles > Manage' }

const teamId = () => session.sandbox.northflank.organizations[0]?.teams[0]?.id ?? ''
const workspaceIds = () => session.sandbox.astro.organizations[0]?.workspaceIds ?? []

const orgRole = (more: Role): Role => ({ name: 'Org', permissions: {}, ...more })
const teamRole = (more: Role): Role => ({ name: 'Team', team_id: teamId(), permissions: {}, ...more })
const astroRole = (more: Role): Role => ({
  name: 'Astro',
  permissions: ['deployment.get'],
  scope_type: 'DEPLOYMENT',
  ...more,
})

const lost = (name: string) => `warning: The role "${name}" loses the right to manage roles`
const lifted = (name: string) => `warning: The role "${name}" loses restrictions`
const renamed = 'warning: The role "Astro" becomes "Renamed", and Astro assigns roles by their name'
const deletes = (name: string) => `warning: Deleting the role "${name}" revokes every API token made from it`

const inTeam = (restrictions?: object) => ({
  enabled: true,
  teams: [{ team_id: teamId(), ...(restrictions && { restrictions }) }],
})
const only = { enabled: true, projects: ['web-app'] }
const allBut = { ...only, restriction_mode: 'notIn' }

describe('a change', () => {
  test.each([
    [
      'of the right to manage roles',
      'northflank_org_role',
      () => orgRole({ permissions: { org_scope: [manages.org] } }),
      () => orgRole({}),
      lost('Org'),
    ],
    [
      'of that in a team',
      'northflank_team_role',
      () => teamRole({ permissions: { team_scope: [manages.team] } }),
      () => teamRole({}),
      lost('Team'),
    ],
    ['of an Astro role’s name', 'astro_role', () => astroRole({}), () => astroRole({ name: 'Renamed' }), renamed],
    [
      'that leaves out the workspaces',
      'astro_role',
      () => astroRole({ restricted_workspace_ids: workspaceIds().slice(0, 1) }),
      () => astroRole({}),
      lifted('Astro'),
    ],
    [
      'that empties the workspaces',
      'astro_role',
      () => astroRole({ restricted_workspace_ids: workspaceIds() }),
      () => astroRole({ restricted_workspace_ids: [] }),
      lifted('Astro'),
    ],
    [
      'that leaves out restrictions',
      'northflank_org_role',
      () => orgRole({ restrictions: inTeam() }),
      () => orgRole({}),
      lifted('Org'),
    ],
    [
      'that switches restrictions off',
      'northflank_team_role',
      () => teamRole({ restrictions: only }),
      () => teamRole({ restrictions: { enabled: false } }),
      lifted('Team'),
    ],
    [
      'that opens all projects of a team',
      'northflank_org_role',
      () => orgRole({ restrictions: inTeam(only) }),
      () => orgRole({ restrictions: inTeam() }),
      lifted('Org'),
    ],
    [
      'that turns some into all but some',
      'northflank_team_role',
      () => teamRole({ restrictions: only }),
      () => teamRole({ restrictions: allBut }),
      lifted('Team'),
    ],
  ] as const)('%s is one warning', async (_title, type, before, after, warning) => {
    expect(withSeverity((await change(type, before(), after())).diagnostics)).toEqual([warning])
  })

  test.each([
    [
      'that keeps the right to manage roles',
      'northflank_org_role',
      () => orgRole({ permissions: { org_scope: [manages.org] } }),
      () => orgRole({ permissions: { org_scope: [manages.org] }, description: 'x' }),
    ],
    [
      'that gives it',
      'northflank_org_role',
      () => orgRole({}),
      () => orgRole({ permissions: { org_scope: [manages.org] } }),
    ],
    [
      'from one workspace to another',
      'astro_role',
      () => astroRole({ restricted_workspace_ids: workspaceIds().slice(0, 1) }),
      () => astroRole({ restricted_workspace_ids: workspaceIds().slice(1) }),
    ],
    [
      'that restricts',
      'northflank_team_role',
      () => teamRole({ restrictions: allBut }),
      () => teamRole({ restrictions: only }),
    ],
    [
      'of a display name at JITSudo',
      'jitsudo_role',
      () => ({ slug: 'shown', name: 'A', scopes: [] }),
      () => ({ slug: 'shown', name: 'B', scopes: [] }),
    ],
  ] as const)('%s is silent', async (_title, type, before, after) => {
    expect(await change(type, before(), after())).toMatchObject({ code: 2, diagnostics: [] })
  })

  test('that is known only after apply is said there', async () => {
    await workspace.write(resource('astro_role', astroRole({})))
    await workspace.apply()
    await workspace.write({
      resource: {
        rolecall_astro_role: { x: astroRole({ name: '${terraform_data.late.output}' }) },
        terraform_data: { late: { input: 'Renamed' } },
      },
    })
    expect((await workspace.plan()).diagnostics).toEqual([])
    expect(withSeverity((await workspace.apply()).diagnostics)).toEqual([renamed])
    await workspace.destroy()
  })

  test('of the role that a label stands for in a refreshed catalog counts too', async () => {
    const catalog = {
      version: 1,
      platform: 'northflank',
      organization: null,
      retrieved: '2026-11-24',
      source: 'test',
      coverage: 'open',
      permissions: [{ value: 'org.admin.roles.manage', label: manages.org, scopes: ['org_scope'] }],
    }
    await workspace.file('northflank.json', JSON.stringify(catalog))
    const provider = {
      provider: { rolecall: { catalogs: [`${workspace.directory}/northflank.json`], severity: { RC001: 'off' } } },
    }
    await workspace.write({
      ...provider,
      ...resource('northflank_org_role', orgRole({ permissions: { org_scope: ['org.admin.roles.manage'] } })),
    })
    expect((await workspace.apply()).code).toBe(0)
    await workspace.write({ ...provider, ...resource('northflank_org_role', orgRole({})) })
    expect(withSeverity((await workspace.plan()).diagnostics)).toEqual([lost('Org')])
    await workspace.destroy()
  })
})

describe('the deletion of a role that has tokens', () => {
  const roles = (names: readonly string[]) => ({
    resource: {
      rolecall_northflank_org_role: Object.fromEntries(names.map((name) => [name.toLowerCase(), orgRole({ name })])),
    },
  })

  test('names each role, once', async () => {
    await workspace.write(roles(['One', 'Two']))
    await workspace.apply()
    expect(withSeverity((await workspace.plan('-destroy')).diagnostics)).toEqual([deletes('One'), deletes('Two')])
    expect(withSeverity((await workspace.destroy()).diagnostics)).toEqual([deletes('One'), deletes('Two')])
  })

  test('says in the same warning that the right to manage roles goes', async () => {
    await workspace.write(resource('northflank_org_role', orgRole({ permissions: { org_scope: [manages.org] } })))
    await workspace.apply()
    const { diagnostics } = await workspace.destroy()
    expect(withSeverity(diagnostics)).toEqual([deletes('Org')])
    expect(diagnostics[0]?.detail).toContain(`lose "${manages.org}"`)
  })

  test('is said by the plan of a replacement, and not again by its apply', async () => {
    await workspace.write(resource('northflank_org_role', orgRole({})))
    await workspace.apply()
    await workspace.write(resource('northflank_org_role', orgRole({ name: 'Other' })))
    expect(withSeverity((await workspace.plan('-out=one.plan')).diagnostics)).toEqual([deletes('Org')])
    expect(withSeverity((await workspace.run(['apply', '-json', 'one.plan'])).diagnostics)).toEqual([])
    await workspace.destroy()
  })

  test.each(['-replace', 'taint', 'replace_triggered_by'])(
    'is said by the apply where %s leaves the plan silent',
    async (how) => {
      const triggered = (input: string) => ({
        resource: {
          terraform_data: { trigger: { input } },
          rolecall_northflank_org_role: {
            x: orgRole({
              ...(how.startsWith('replace_triggered_by') && {
                lifecycle: { replace_triggered_by: ['terraform_data.trigger'] },
              }),
            }),
          },
        },
      })
      await workspace.write(triggered('one'))
      expect((await workspace.apply()).code).toBe(0)
      if (how === 'taint') await workspace.run(['taint', 'rolecall_northflank_org_role.x'])
      if (how.startsWith('replace_triggered_by')) await workspace.write(triggered('two'))
      const plan = await workspace.plan(
        '-out=one.plan',
        ...(how === '-replace' ? ['-replace=rolecall_northflank_org_role.x'] : []),
      )
      expect([plan.changes.some(({ action }) => action === 'replace'), plan.diagnostics]).toEqual([true, []])
      const applied = await workspace.run(['apply', '-json', 'one.plan'])
      expect([applied.code, withSeverity(applied.diagnostics)]).toEqual([0, [deletes('Org')]])
      expect(withSeverity((await workspace.destroy()).diagnostics)).toEqual([deletes('Org')])
    },
  )
})
