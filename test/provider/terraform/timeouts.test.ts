/** How long an operation on one role may take. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { errorsOf } from './support/errors.js'
import type { Kind } from './support/kinds.js'
import { kindNames, kindOf } from './support/kinds.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
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
afterEach(async () => {
  session.interfere()
  await workspace.destroy()
})

const later = (seconds: number) =>
  ({ kind: 'answer', status: 429, body: '{}', headers: { 'retry-after': `${seconds}` } }) as const

const tooLong = (operation: string) =>
  expect.stringMatching(new RegExp(`Come back in 60 seconds.*over timeouts\\.${operation} = "30s" of the role`))

describe.each(kindNames)('%s', (name) => {
  let kind: Kind
  let address: string

  beforeAll(() => {
    kind = kindOf(name, session.sandbox)
    address = `${kind.type}.x`
  })

  const write = (role: object, retry: object = {}) =>
    workspace.write({ provider: { rolecall: { retry } }, resource: { [kind.type]: { x: role } } })

  test('is not made after a longer wait', async () => {
    await write({ ...kind.minimal('Created'), timeouts: { create: '30s' } })
    session.interfere(({ method }) => (method === 'GET' ? undefined : later(60)))
    const applied = await workspace.apply()
    expect(errorsOf(applied)).toEqual([tooLong('create')])
    expect(await kind.remote.find('Created')).toBeNull()
  })

  test('is made after a wait that the provider’s own limit would not allow', async () => {
    await write({ ...kind.minimal('Waited'), timeouts: { create: '30s' } }, { max_wait_seconds: 0 })
    let refused = false
    session.interfere(({ method }) => {
      if (method === 'GET' || refused) return undefined
      refused = true
      return later(1)
    })
    expect(errorsOf(await workspace.apply())).toEqual([])
    expect(refused).toBe(true)
    expect(await kind.remote.find('Waited')).not.toBeNull()
  })

  test('is changed by the time of the plan', async () => {
    const role = kind.full('Updated')
    await write({ ...role, timeouts: { update: '5m' } })
    await workspace.apply()
    await write({ ...role, description: 'Other words.', timeouts: { update: '30s' } })
    session.interfere(({ method }) => (method === 'GET' ? undefined : later(60)))
    expect(errorsOf(await workspace.apply())).toEqual([tooLong('update')])
    expect(await workspace.attributes(address)).toMatchObject({ description: role['description'] })
  })

  test('is read and deleted by the time of the state', async () => {
    const role = kind.minimal('Deleted')
    await write({ ...role, timeouts: { read: '30s', delete: '30s' } })
    await workspace.apply()
    const before = await workspace.attributes(address)
    // Of a destroy there is no configuration, and of a refresh none counts.
    await write({ ...role, timeouts: { read: '5m', delete: '5m' } })
    session.interfere(({ method }) => (method === 'GET' ? later(60) : undefined))
    const errors = errorsOf(await workspace.plan())
    expect(errors.length).toBeGreaterThan(0)
    for (const error of errors) expect(error).toEqual(tooLong('read'))
    session.interfere(({ method }) => (method === 'DELETE' ? later(60) : undefined))
    expect(errorsOf(await workspace.destroy())).toEqual([tooLong('delete')])
    expect(await workspace.attributes(address)).toEqual(before)
  })
})
