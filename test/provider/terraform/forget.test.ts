/** A role with on_destroy = "forget" is left where it is, and nothing is sent. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { errorsOf, warningsOf } from './support/errors.js'
import type { Kind } from './support/kinds.js'
import { kindNames, kindOf } from './support/kinds.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
import type { Workspace } from './support/workspace.js'

let session: Session

beforeAll(async () => {
  session = await startSession()
})
afterAll(() => session.close())

describe.each(kindNames)('%s', (name) => {
  let kind: Kind
  let address: string
  let workspace: Workspace
  let label: string
  let count = 0

  const write = (role: object) => workspace.write({ resource: { [kind.type]: { x: role } } })
  const role = (more: object = {}) => ({ ...kind.minimal(label), on_destroy: 'forget', ...more })
  const said = () => [expect.stringContaining(`The role "${label}" is forgotten, and stays in `)]
  const clash = () => [
    expect.stringContaining(`The role "${label}" would be forgotten, and a new one of its ${kind.label}`),
  ]

  beforeAll(() => {
    kind = kindOf(name, session.sandbox)
    address = `${kind.type}.x`
  })
  beforeEach(async () => {
    workspace = await session.workspace()
    count += 1
    label = `Forgotten-${count}`
    await write(role())
    expect((await workspace.apply()).diagnostics).toEqual([])
    session.requests()
  })

  const expectForgotten = async () => {
    expect(await workspace.attributes(address)).toBeUndefined()
    expect(await kind.remote.find(label)).not.toBeNull()
  }

  test('goes with one warning in the plan, and no request', async () => {
    const plan = await workspace.plan('-destroy', '-refresh=false')
    expect(errorsOf(plan)).toEqual([])
    expect(warningsOf(plan)).toEqual(said())
    // What is not applied has not been decided.
    await write(role({ on_destroy: 'delete' }))
    const destroyed = await workspace.destroy('-refresh=false')
    expect(errorsOf(destroyed)).toEqual([])
    expect(warningsOf(destroyed)).toEqual(said())
    expect(session.requests()).toEqual([])
    await expectForgotten()
  })

  test('goes with its block', async () => {
    await workspace.write({})
    const applied = await workspace.apply()
    expect(warningsOf(applied)).toEqual(said())
    expect(session.requests().filter(({ method }) => method !== 'GET')).toEqual([])
    await expectForgotten()
  })

  test('is deleted after another word was applied', async () => {
    await write(role({ on_destroy: 'delete' }))
    expect((await workspace.apply()).diagnostics).toEqual([])
    expect(errorsOf(await workspace.destroy())).toEqual([])
    expect(await kind.remote.find(label)).toBeNull()
  })

  test('is not replaced by one of the same name', async () => {
    const plan = await workspace.plan(`-replace=${address}`)
    expect(errorsOf(plan)).toEqual(clash())
    expect(errorsOf(plan)[0]).toContain('terraform destroy -refresh=false')
    expect((await workspace.plan()).code).toBe(0)
  })

  test('is replaced by one of another name, and stays', async () => {
    const { attribute, value } = kind.replacement
    if (attribute === kind.label) {
      const other = `${label}-other`
      await write(role({ [attribute]: other }))
      const applied = await workspace.apply()
      expect(errorsOf(applied)).toEqual([])
      expect(warningsOf(applied)).toEqual(said())
      expect(await kind.remote.find(label)).not.toBeNull()
      expect(await kind.remote.find(other)).not.toBeNull()
    } else {
      await write(role({ [attribute]: value }))
      expect(errorsOf(await workspace.plan())).toEqual(clash())
    }
  })

  test('is handed to another resource', async () => {
    const id = await kind.remote.find(label)
    const parent = kind.parent === null ? '' : `${kind.parent.value}/`
    await workspace.write({
      import: { to: `${kind.type}.y`, id: `${parent}${id}` },
      resource: { [kind.type]: { y: kind.minimal(label) } },
    })
    const applied = await workspace.apply()
    expect(errorsOf(applied)).toEqual([])
    expect(warningsOf(applied)).toEqual(said())
    expect(await workspace.attributes(`${kind.type}.y`)).toMatchObject({ [kind.label]: label })
    await expectForgotten()
  })

  test('is said to be forgotten where no plan could say it, and stands in the way of the new one', async () => {
    await workspace.run(['taint', address])
    const applied = await workspace.apply()
    expect(warningsOf(applied)).toEqual(said())
    expect(errorsOf(applied)).toEqual([expect.stringContaining(`A role with the ${kind.label} "${label}" exists`)])
    await expectForgotten()
  })
})
