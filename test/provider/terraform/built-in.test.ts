/** Roles that are a platform's own are never deleted, and a change to one is said. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
import { withSeverity } from './support/shown.js'
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
afterEach(() => session.interfere())

const team = () => session.sandbox.northflank.organizations[0]?.teams[0]?.id ?? ''

const writes = () => session.requests().filter(({ method }) => method !== 'GET')

/** Each with its import id, and how its configuration begins. */
const builtIns = [
  ['rolecall_northflank_org_role', 'Admin', () => 'admin', () => ({ name: 'Admin' })],
  ['rolecall_northflank_team_role', 'Default', () => `${team()}/default`, () => ({ team_id: team(), name: 'Default' })],
  ['rolecall_northflank_org_role', 'Owner', () => 'owner', () => ({ name: 'Owner' })],
  ['rolecall_jitsudo_role', 'system-member', () => 'system-member', () => ({ slug: 'system-member', name: 'Member' })],
] as const

/** Under management as it is. */
const imported = async (type: string, importId: string, more: object): Promise<string> => {
  const permissions = type === 'rolecall_jitsudo_role' ? { scopes: [] } : { permissions: {} }
  const configuration = {
    resource: { [type]: { x: { ...permissions, ...more, lifecycle: { ignore_changes: 'all' } } } },
  }
  await workspace.write(JSON.parse(JSON.stringify(configuration)) as Record<string, unknown>)
  expect((await workspace.run(['import', `${type}.x`, importId])).code).toBe(0)
  expect((await workspace.plan()).code).toBe(0)
  return `${type}.x`
}

test.each(builtIns)('the %s %s is not destroyed, and forgetting it is the way', async (type, label, importId, more) => {
  const address = await imported(type, importId(), more())
  session.requests()
  const refused = await workspace.destroy()
  expect(withSeverity(refused.diagnostics)).toEqual([
    expect.stringMatching(new RegExp(`^error: The role "${label}" belongs to \\w+ and cannot be deleted$`)),
  ])
  expect(refused.diagnostics[0]?.detail).toContain('terraform state rm')
  expect(withSeverity((await workspace.destroy('-refresh=false')).diagnostics)).toHaveLength(1)
  expect(writes()).toEqual([])
  expect((await workspace.run(['state', 'rm', address])).code).toBe(0)
  expect((await workspace.destroy()).code).toBe(0)
})

test.each([
  ['-replace', async (address: string) => workspace.apply(`-replace=${address}`)],
  [
    'taint',
    async (address: string) => {
      expect((await workspace.run(['taint', address])).code).toBe(0)
      return workspace.apply()
    },
  ],
])('none is deleted by %s either', async (_title, apply) => {
  const address = await imported('rolecall_northflank_org_role', 'admin', { name: 'Admin' })
  session.requests()
  expect(withSeverity((await apply(address)).diagnostics)).toContain(
    'error: The role "Admin" belongs to Northflank and cannot be deleted',
  )
  expect(writes()).toEqual([])
  expect(await workspace.attributes(address)).toMatchObject({ id: 'admin' })
})

const admin = (more: object) => ({
  resource: { rolecall_northflank_org_role: { x: { name: 'Admin', permissions: {}, ...more } } },
})

test('a change to one is a warning of the plan, and one that replaces it is refused', async () => {
  const address = await imported('rolecall_northflank_org_role', 'admin', { name: 'Admin' })
  const attributes = await workspace.attributes(address)
  const whole = { permissions: attributes?.['permissions'] as object, description: 'Ours now.' }
  await workspace.write(admin(whole))
  const plan = await workspace.plan()
  expect([plan.code, withSeverity(plan.diagnostics)]).toEqual([
    2,
    ['warning: The role "Admin" belongs to Northflank itself, and this changes it'],
  ])
  await workspace.write(admin({ ...whole, name: 'Boss' }))
  expect(withSeverity((await workspace.plan()).diagnostics)).toEqual([
    'error: The role "Admin" belongs to Northflank and cannot be deleted',
  ])
})

test('one that nobody can change is refused in the plan', async () => {
  await workspace.write({ resource: { rolecall_northflank_org_role: { x: { name: 'Owner', permissions: {} } } } })
  expect((await workspace.run(['import', 'rolecall_northflank_org_role.x', 'owner'])).code).toBe(0)
  expect(withSeverity((await workspace.plan()).diagnostics)).toEqual([
    'error: The role "Owner" belongs to Northflank and cannot be changed',
  ])
})
