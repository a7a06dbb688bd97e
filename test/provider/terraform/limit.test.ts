/** The limit of the blast radius stands in nobody's way down, and what it refuses can still be destroyed. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
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

const address = 'rolecall_northflank_org_role.x'

const manages = 'Organisation > Admin > Roles > Manage'
const deletes = 'Organisation > Team > General > Delete'
const creates = 'Organisation > Team > General > Create'
const reads = 'Organisation > Team > General > Read'

const role = (
  permissions: readonly string[],
  provider: object = { max_blast_radius: 'medium' },
  more: object = {},
) => ({
  provider: { rolecall: provider },
  resource: {
    rolecall_northflank_org_role: { x: { name: 'Limited', permissions: { org_scope: permissions }, ...more } },
  },
})

const above = (level: string) => [
  `warning: The blast radius of the role "Limited" stays ${level}, above the limit medium`,
]

const begins = (starts: readonly string[]) => starts.map((start) => expect.stringMatching(new RegExp(`^${start}`)))

const made = async (permissions: readonly string[]): Promise<void> => {
  await workspace.write(role(permissions, {}))
  expect((await workspace.apply()).code).toBe(0)
}

test('an unchanged role above the limit is a warning, and its destroy is planned', async () => {
  await made([deletes])
  await workspace.write(role([deletes]))
  const plan = await workspace.plan()
  expect([plan.code, withSeverity(plan.diagnostics)]).toEqual([0, begins(above('high'))])
  const destroy = await workspace.plan('-destroy')
  expect([destroy.code, destroy.changes]).toEqual([2, [{ address, action: 'delete' }]])
  expect((await workspace.destroy()).code).toBe(0)
})

test.each([
  ['lowered and still above', [manages, deletes], [deletes], 'high'],
  ['lowered to another permission above', [manages], [deletes], 'high'],
  ['changed below the limit only', [deletes], [deletes, reads], 'high'],
])('a role that is %s is a warning', async (_title, before, after, level) => {
  await made(before)
  await workspace.write(role(after))
  const plan = await workspace.plan()
  expect([plan.code, plan.diagnostics.some(({ severity }) => severity === 'error')]).toEqual([2, false])
  expect(withSeverity(plan.diagnostics)).toContainEqual(begins(above(level))[0])
  expect((await workspace.apply()).code).toBe(0)
  await workspace.destroy()
})

test.each([
  ['raised', [deletes], [deletes, manages]],
  [
    'given another permission above',
    [deletes],
    [deletes, 'Organisation > Admin > Billing > Read', 'Account > Cloud > Clusters > Delete'],
  ],
  ['newly above', [creates], [deletes]],
])(
  'a role that is %s is an error that names the way to destroy it, and that way goes',
  async (_title, before, after) => {
    await made(before)
    await workspace.write(role(after))
    const plan = await workspace.plan()
    expect(withSeverity(plan.diagnostics)).toEqual([expect.stringMatching(/^error: .*\(RC009\)$/)])
    expect(plan.diagnostics[0]?.detail).toContain('`terraform destroy -refresh=false`')
    expect((await workspace.destroy()).code).toBe(1)
    expect((await workspace.destroy('-refresh=false')).code).toBe(0)
    expect(await workspace.attributes(address)).toBeUndefined()
  },
)

test('a role that is lowered below the limit is silent', async () => {
  await made([deletes])
  await workspace.write(role([creates]))
  expect(await workspace.plan()).toMatchObject({ code: 2, diagnostics: [] })
  await workspace.destroy()
})

test.each([
  ['RC001', { permissions: ['deployment.gett'] }],
  ['RC003', { scope_type: 'DAG', permissions: ['deployment.get'] }],
])('%s as an error names the way to destroy, and that way goes', async (code, more) => {
  const astro = (severity: object, attributes: object) => ({
    provider: { rolecall: { severity } },
    resource: {
      rolecall_astro_role: {
        x: { name: 'Ruled', permissions: ['deployment.get'], scope_type: 'DEPLOYMENT', ...attributes },
      },
    },
  })
  await workspace.write(astro({}, {}))
  expect((await workspace.apply()).code).toBe(0)
  await workspace.write(astro({ [code]: 'error' }, more))
  const refused = await workspace.destroy()
  const errors = refused.diagnostics.filter(({ severity }) => severity === 'error')
  expect(errors.length).toBeGreaterThan(0)
  for (const { summary, detail } of errors) {
    expect(summary).toContain(`(${code})`)
    expect(detail).toContain('`terraform destroy -refresh=false`')
  }
  expect((await workspace.destroy('-refresh=false')).code).toBe(0)
  expect(await workspace.attributes('rolecall_astro_role.x')).toBeUndefined()
})

test('what a change by PUT would lose is an error that names the way to destroy, and that way goes', async () => {
  const groups = session.sandbox.northflank.organizations[0]?.directoryGroupIds.slice(0, 1)
  await workspace.write(role([reads], {}, { directory_groups: groups }))
  expect((await workspace.apply()).code).toBe(0)
  await workspace.write(role([creates], { northflank: { update_method: 'put' } }, { directory_groups: groups }))
  const refused = await workspace.destroy()
  expect(refused.diagnostics.find(({ severity }) => severity === 'error')?.detail).toContain(
    '`terraform destroy -refresh=false`',
  )
  expect((await workspace.destroy('-refresh=false')).code).toBe(0)
})
