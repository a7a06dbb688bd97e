/** A role with deletion_protection outlives everything but an apply that takes the protection away. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { errorsOf } from './support/errors.js'
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

const refused = [
  expect.stringMatching(
    /^The role ".*" is protected from deletion\n(.|\n)*set deletion_protection = false and apply that alone first/,
  ),
]

describe.each(kindNames)('%s', (name) => {
  let kind: Kind
  let address: string
  let workspace: Workspace
  let label: string
  let count = 0

  const write = (role: object) => workspace.write({ resource: { [kind.type]: { x: role } } })
  const role = (more: object = {}) => ({ ...kind.minimal(label), deletion_protection: true, ...more })

  beforeAll(() => {
    kind = kindOf(name, session.sandbox)
    address = `${kind.type}.x`
  })
  beforeEach(async () => {
    workspace = await session.workspace()
    count += 1
    label = `Protected-${count}`
    await write(role())
    expect((await workspace.apply()).diagnostics).toEqual([])
    session.requests()
  })

  const expectKept = async () => {
    expect(session.requests().filter(({ method }) => method === 'DELETE')).toEqual([])
    expect(await kind.remote.find(label)).not.toBeNull()
    expect(await workspace.attributes(address)).toMatchObject({ deletion_protection: true })
  }

  test.each([
    ['a destroy', ['-json', '-destroy']],
    ['a destroy without a refresh', ['-json', '-destroy', '-refresh=false']],
    ['a replacement that was asked for', ['-json', '-replace=ADDRESS']],
  ])('refuses %s in the plan', async (_title, args) => {
    const filled = args.map((arg) => arg.replace('ADDRESS', address))
    expect(errorsOf(await workspace.run(['plan', ...filled]))).toEqual(refused)
    expect(errorsOf(await workspace.run(['apply', '-auto-approve', ...filled]))).toEqual(refused)
    await expectKept()
  })

  test('refuses to go with its block, until false is applied by itself', async () => {
    await workspace.write({})
    expect(errorsOf(await workspace.plan())).toEqual(refused)
    // What is not applied has not been decided.
    await write(role({ deletion_protection: false }))
    expect(errorsOf(await workspace.destroy())).toEqual(refused)
    await expectKept()
    expect(errorsOf(await workspace.apply())).toEqual([])
    expect(errorsOf(await workspace.destroy())).toEqual([])
    expect(await kind.remote.find(label)).toBeNull()
  })

  test('refuses a change that replaces it, also together with false', async () => {
    const { attribute, value } = kind.replacement
    for (const more of [{}, { deletion_protection: false }]) {
      await write(role({ ...more, [attribute]: value }))
      expect(errorsOf(await workspace.plan())).toEqual(refused)
    }
    await expectKept()
  })

  test('refuses the deletion that no plan hears of', async () => {
    await workspace.run(['taint', address])
    expect(errorsOf(await workspace.apply())).toEqual(refused)
    await expectKept()
  })

  test('is let go by a removed block that destroys nothing', async () => {
    await workspace.write({ removed: { from: address, lifecycle: { destroy: false } } })
    expect(errorsOf(await workspace.apply())).toEqual([])
    expect(session.requests().filter(({ method }) => method !== 'GET')).toEqual([])
    expect(await workspace.attributes(address)).toBeUndefined()
    expect(await kind.remote.find(label)).not.toBeNull()
  })

  test('changes as any other role', async () => {
    await write(role({ description: 'Other words.' }))
    expect((await workspace.apply()).diagnostics).toEqual([])
    expect(await workspace.attributes(address)).toMatchObject({ description: 'Other words.' })
  })
})
