import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindOf } from './support/kinds.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'

let session: Session

beforeAll(async () => {
  session = await startSession()
})
afterAll(() => session.close())

test('after Ctrl-C in an apply the state holds just the roles that exist', async () => {
  const kind = kindOf('northflank_team_role', session.sandbox)
  const workspace = await session.workspace()
  const roles = Array.from({ length: 60 }, (_, index) => [`r${index}`, kind.minimal(`Cut-${index}`)])
  await workspace.write({ resource: { [kind.type]: Object.fromEntries(roles) } })
  let made = 0
  // Two at a time: on a busy machine ten would be done with all before the signal arrives.
  const applied = await workspace.run(['apply', '-json', '-auto-approve', '-parallelism=2'], {
    onLine: (line, child) => {
      if (!line.includes('"apply_complete"')) return
      made += 1
      if (made === 5) child.kill('SIGINT')
    },
  })
  expect(applied.code).toBe(1)
  const inState = (await workspace.run(['state', 'list'])).stdout.trim().split('\n')
  const existing = await Promise.all(
    roles.map(async ([key, role]) =>
      (await kind.remote.find(`${(role as { name: string }).name}`)) === null ? null : `${kind.type}.${key}`,
    ),
  )
  expect(inState.length).toBeGreaterThanOrEqual(5)
  expect(inState.length).toBeLessThan(60)
  expect(inState.sort()).toEqual(existing.filter((address) => address !== null).sort())
  expect((await workspace.apply()).code).toBe(0)
  expect((await workspace.plan()).code).toBe(0)
  expect((await workspace.destroy()).code).toBe(0)
})

test('Ctrl-C ends a wait for a service that asks for patience', async () => {
  const kind = kindOf('astro_role', session.sandbox)
  const workspace = await session.workspace()
  await workspace.write({ resource: { [kind.type]: { x: kind.minimal('Waiting') } } })
  session.interfere(({ method }) => (method === 'POST' ? { kind: 'lose-answer' } : undefined))
  const applied = await workspace.run(['apply', '-json', '-auto-approve'], {
    onLine: (line, child) => {
      if (line.includes('"apply_start"')) child.kill('SIGINT')
    },
  })
  session.interfere()
  const exists = (await kind.remote.find('Waiting')) !== null
  const isInState = (await workspace.attributes(`${kind.type}.x`)) !== undefined
  expect({ code: applied.code, isInState }).toEqual({ code: expect.any(Number), isInState: exists })
  await workspace.destroy()
})
