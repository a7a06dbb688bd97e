/** Values that mean the same in another spelling are no change. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { errorsOf, warningsOf } from './support/errors.js'
import { startSession } from './support/session.js'
import type { Session } from './support/session.js'
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

const write = (type: string, role: object, more: object = {}) => workspace.write({ ...more, resource: { [type]: { x: role } } })

test('a UUID in capital letters is the same tenant, in a role, a provider and an import', async () => {
  const { JITSUDO_TENANT_ID: tenant } = session.sandbox.env
  const role = { slug: 'auditor', name: 'Auditor', scopes: ['audit.read'] }
  await write('rolecall_jitsudo_role', { ...role, tenant_id: tenant })
  expect((await workspace.apply()).code).toBe(0)
  await write('rolecall_jitsudo_role', { ...role, tenant_id: tenant.toUpperCase() })
  expect(await workspace.plan()).toMatchObject({ code: 0, changes: [] })
  await write('rolecall_jitsudo_role', role, { provider: { rolecall: { jitsudo: { tenant_id: tenant.toUpperCase() } } } })
  const plan = await workspace.plan()
  expect({ code: plan.code, warnings: warningsOf(plan) }).toEqual({ code: 0, warnings: [] })
  await workspace.run(['state', 'rm', 'rolecall_jitsudo_role.x'])
  await write('rolecall_jitsudo_role', { ...role, tenant_id: tenant })
  expect((await workspace.run(['import', 'rolecall_jitsudo_role.x', `${tenant.toUpperCase()}/auditor`])).code).toBe(0)
  expect(await workspace.plan()).toMatchObject({ code: 0, changes: [] })
  expect((await workspace.destroy()).code).toBe(0)
})

test('the line break at the end of a heredoc is none where the platform takes it off', async () => {
  const role = { name: 'Heredoc', scope_type: 'DEPLOYMENT', permissions: ['deployment.get'] }
  await write('rolecall_astro_role', { ...role, description: 'Sees all.\n' })
  expect((await workspace.apply()).code).toBe(0)
  const { id } = (await workspace.attributes('rolecall_astro_role.x')) ?? {}
  const { astro } = session.sandbox
  const [organization] = astro.organizations
  await fetch(`${astro.origin}/v1/organizations/${organization?.id}/roles/${id}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${organization?.otherToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: role.name, permissions: role.permissions, description: 'Sees all.' }),
  })
  expect(await workspace.plan()).toMatchObject({ code: 0, changes: [], diagnostics: [] })
  expect(await workspace.attributes('rolecall_astro_role.x')).toMatchObject({ description: 'Sees all.\n' })
  expect((await workspace.destroy()).code).toBe(0)
})

test('blanks at the ends that a platform takes off are named, with what to do', async () => {
  await write('rolecall_astro_role', { name: 'Blank', scope_type: 'DEPLOYMENT', permissions: ['deployment.get'], description: 'Sees all. ' })
  const { ASTRO_ORGANIZATION_ID: organization } = session.sandbox.env
  const date = new Date().toISOString()
  const trimmed = {
    id: 'cblank', name: 'Blank', scopeType: 'DEPLOYMENT', permissions: ['deployment.get'], restrictedWorkspaceIds: [],
    description: 'Sees all.', createdAt: date, updatedAt: date,
  }
  session.interfere(({ method, url }) =>
    method === 'POST' && url.endsWith(`/organizations/${organization}/roles`)
      ? { kind: 'answer', status: 200, body: JSON.stringify(trimmed) }
      : undefined,
  )
  expect(warningsOf(await workspace.apply())).toEqual([expect.stringMatching(/keeps another description[\s\S]*trimspace\(\)[\s\S]*chomp\(\)/)])
  session.interfere()
})

test('a null is one error, and a blank in a permission is called one', async () => {
  await workspace.write({
    resource: {
      rolecall_astro_role: {
        x: { name: 'X', scope_type: 'DEPLOYMENT', permissions: null },
        y: { name: 'Y', scope_type: 'DEPLOYMENT', permissions: ['deployment.get ', ' deployment.logs.get'] },
      },
    },
  })
  const errors = errorsOf(await workspace.run(['validate', '-json']).then(({ stdout }) => ({ diagnostics: JSON.parse(stdout).diagnostics }) as never))
  expect(errors.map((text) => text.split('\n')[0]).sort()).toEqual([
    'Missing attribute',
    expect.stringMatching(/^` deployment\.logs\.get` has a space at its beginning/),
    expect.stringMatching(/^`deployment\.get ` has a space at its end, which no permission has/),
  ])
})
