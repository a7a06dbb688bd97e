import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Kind, KindName } from './support/kinds.js'
import { kindOf } from './support/kinds.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
import type { Workspace } from './support/workspace.js'

/** The services' time, so that roles grow old at once. */
let now = Date.parse('2026-11-24T10:00:00.000Z')
let session: Session

beforeAll(async () => {
  session = await startSession({ sandbox: { clock: () => now } })
})
afterAll(() => session.close())

const count = 105

/** Requests a plan makes. */
const costOf = async (workspace: Workspace): Promise<number> => {
  session.requests()
  const plan = await workspace.plan()
  expect(plan.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  return session.requests().length
}

describe.each<[KindName, number]>([
  ['astro_role', 2],
  // Three of its own stand in the list too.
  ['northflank_org_role', 2],
  ['jitsudo_role', 1],
])('%s', (name, pages) => {
  let kind: Kind
  let workspace: Workspace

  beforeEach(async () => {
    kind = kindOf(name, session.sandbox)
    workspace = await session.workspace()
  })

  const write = (provider: object = {}) => {
    const roles = Array.from({ length: count }, (_, index) => [
      `r${index}`,
      kind.withPermission(`Many-${index}`, kind.permission),
    ])
    return workspace.write({ provider: { rolecall: provider }, resource: { [kind.type]: Object.fromEntries(roles) } })
  }

  test('settled roles cost their pages, and a change is still seen', async () => {
    await write()
    session.requests()
    expect((await workspace.apply()).code).toBe(0)
    // Names are looked for in a list that all creations share; slugs one by one.
    // Plan and apply each ask the platform once before the first of them.
    expect(session.requests().length).toBeLessThanOrEqual(kind.label === 'slug' ? 2 * count + 2 : count + 2 * pages)

    // What was written is known: already the first plan after an apply costs pages.
    expect(await costOf(workspace)).toBe(pages)
    now += 60_000
    expect(await costOf(workspace)).toBe(pages)

    const id = `${await kind.remote.find('Many-7')}`
    const fields = (await kind.remote.get(id)) ?? {}
    const permissions = kind.rich['permissions'] ?? kind.rich['scopes']
    await kind.remote.change(id, 'scopes' in fields ? { scopes: permissions } : { permissions })
    session.requests()
    const changed = await workspace.plan()
    expect(changed.changes).toEqual([{ address: `${kind.type}.r7`, action: 'update' }])
    // The role itself, and at Astro the tokens that may hold it.
    expect(session.requests()).toHaveLength(pages + (name === 'astro_role' ? 2 : 1))
    expect((await workspace.apply()).code).toBe(0)

    // On the last page.
    const twin = { twin: kind.minimal(`Many-${count - 1}`) }
    await workspace.write({ resource: { [kind.type]: twin } })
    const refused = await workspace.apply('-refresh=false', `-target=${kind.type}.twin`)
    expect(refused.diagnostics.map(({ summary }) => summary)).toContainEqual(
      expect.stringContaining(`"Many-${count - 1}" exists`),
    )

    await write({ refresh: 'get' })
    expect(await costOf(workspace)).toBe(count)
    session.requests()
    expect((await workspace.destroy('-refresh=false')).code).toBe(0)
    expect(session.requests()).toHaveLength(count)
  })
})

test('a change by somebody else within the second of the last one is seen', async () => {
  const kind = kindOf('astro_role', session.sandbox)
  const workspace = await session.workspace()
  await workspace.write({ resource: { [kind.type]: { x: kind.full('Twice') } } })
  await workspace.apply()
  await kind.remote.change(`${await kind.remote.find('Twice')}`, { permissions: ['deployment.delete'] })
  now += 60_000
  expect((await workspace.plan()).changes).toEqual([{ address: `${kind.type}.x`, action: 'update' }])
  await workspace.destroy()
})

test('a list that cannot be had leaves it to the roles themselves', async () => {
  const kind = kindOf('astro_role', session.sandbox)
  const workspace = await session.workspace()
  await workspace.write({ resource: { [kind.type]: { x: kind.full('Alone') } } })
  await workspace.apply()
  now += 60_000
  await workspace.run(['apply', '-refresh-only', '-auto-approve'])
  session.interfere(({ url }) => (/roles\?/.test(url) ? { kind: 'answer', status: 500, body: '{}' } : undefined))
  expect(await workspace.plan()).toMatchObject({ code: 0, diagnostics: [] })
  session.interfere()
  await workspace.destroy()
})
