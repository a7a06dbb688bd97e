import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Attributes, Kind } from './support/kinds.js'
import { kindNames, kindOf } from './support/kinds.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
import type { Workspace } from './support/workspace.js'

let session: Session

beforeAll(async () => {
  session = await startSession()
})
afterAll(() => session.close())

/** Sets have no order, and a state's order is Terraform's. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([name, inner]) => [name, sorted(inner)]),
  )
}

const without = (attributes: Attributes, name: string): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([each]) => each !== name))

const write = (workspace: Workspace, { type }: Kind, role: Attributes): Promise<void> =>
  workspace.write({ resource: { [type]: { x: role } } })

const expectNothingToDo = async (workspace: Workspace): Promise<void> => {
  const plan = await workspace.plan()
  expect({ code: plan.code, changes: plan.changes, diagnostics: plan.diagnostics }).toEqual({
    code: 0,
    changes: [],
    diagnostics: [],
  })
}

describe.each(kindNames)('%s', (name) => {
  let kind: Kind
  let workspace: Workspace
  let address: string

  beforeAll(async () => {
    kind = kindOf(name, session.sandbox)
    address = `${kind.type}.x`
    workspace = await session.workspace()
  })

  test('is made with no more than is required, and deleted', async () => {
    await write(workspace, kind, kind.minimal('Minimal'))
    const applied = await workspace.apply()
    expect(applied.diagnostics).toEqual([])
    expect(applied.code).toBe(0)
    await expectNothingToDo(workspace)
    const state = await workspace.attributes(address)
    expect(state).toMatchObject({ id: expect.any(String), description: null })
    if (kind.parent) expect(state).toMatchObject({ [kind.parent.attribute]: kind.parent.value })
    expect(await kind.remote.find('Minimal')).not.toBeNull()

    const destroyed = await workspace.destroy()
    expect(destroyed.code).toBe(0)
    expect(await kind.remote.find('Minimal')).toBeNull()
    expect(await workspace.attributes(address)).toBeUndefined()
  })

  test('is made whole, and every attribute changes and goes away with an empty plan after it', async () => {
    let role = kind.full('Whole')
    await write(workspace, kind, role)
    const applied = await workspace.apply()
    expect(applied.diagnostics).toEqual([])
    await expectNothingToDo(workspace)
    expect(sorted(await workspace.attributes(address))).toMatchObject(sorted(role) as Attributes)

    for (const { attribute, value, state = value, action = 'update' } of kind.edits) {
      const before = await workspace.attributes(address)
      role = value === undefined ? without(role, attribute) : { ...role, [attribute]: value }
      await write(workspace, kind, role)
      const changed = await workspace.apply()
      const said = { attribute, value, diagnostics: changed.diagnostics.filter(({ severity }) => severity === 'error') }
      expect(said).toEqual({ attribute, value, diagnostics: [] })
      const isSame = JSON.stringify(sorted(before?.[attribute])) === JSON.stringify(sorted(state))
      expect(changed.changes).toEqual(isSame ? [] : [expect.objectContaining({ address, action })])
      expect(sorted((await workspace.attributes(address))?.[attribute])).toEqual(sorted(state))
      await expectNothingToDo(workspace)
    }
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('is repaired after each change behind our back, which the plan shows', async () => {
    const role = kind.full('Drifting')
    await write(workspace, kind, role)
    expect((await workspace.apply()).code).toBe(0)
    for (const { attribute, fields, state } of kind.drifts) {
      const id = await kind.remote.find('Drifting')
      await kind.remote.change(`${id}`, fields)
      const plan = await workspace.plan()
      expect({ attribute, code: plan.code }).toEqual({ attribute, code: 2 })
      expect(plan.drift).toEqual([expect.objectContaining({ address, action: 'update' })])
      expect((await workspace.run(['apply', '-refresh-only', '-auto-approve'])).code).toBe(0)
      expect(sorted((await workspace.attributes(address))?.[attribute])).toEqual(sorted(state))
      expect((await workspace.apply()).code).toBe(0)
      await expectNothingToDo(workspace)
    }
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('is made anew after it was deleted behind our back', async () => {
    await write(workspace, kind, kind.minimal('Deleted'))
    await workspace.apply()
    await kind.remote.remove(`${await kind.remote.find('Deleted')}`)
    const plan = await workspace.plan()
    expect(plan.changes).toEqual([{ address, action: 'create' }])
    expect((await workspace.apply()).code).toBe(0)
    expect(await kind.remote.find('Deleted')).not.toBeNull()
    await kind.remote.remove(`${await kind.remote.find('Deleted')}`)
    // Already gone when Terraform deletes it.
    const destroyed = await workspace.destroy('-refresh=false')
    expect({
      code: destroyed.code,
      errors: destroyed.diagnostics.filter(({ severity }) => severity === 'error'),
    }).toEqual({ code: 0, errors: [] })
  })

  test('takes permissions that are known only after another resource', async () => {
    const permission = { terraform_data: { late: { input: kind.permission } } }
    const role = kind.withPermission('Late', '${terraform_data.late.output}')
    await workspace.write({ resource: { ...permission, [kind.type]: { x: role } } })
    const plan = await workspace.plan('-out=late.plan')
    expect(plan.diagnostics).toEqual([])
    const planned = (await workspace.planned('late.plan'))[address]
    expect(planned?.unknown).toMatchObject({ blast_radius: true })
    expect((await workspace.run(['apply', '-json', 'late.plan'])).diagnostics).toEqual([])
    expect(JSON.stringify(await workspace.attributes(address))).toContain(kind.permission)
    await expectNothingToDo(workspace)
    expect((await workspace.destroy()).code).toBe(0)
  })
})
