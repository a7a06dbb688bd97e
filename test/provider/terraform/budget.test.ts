/** What is left of a rate limit, with the real terraform and a sandbox that counts requests. */
import { afterEach, expect, test } from 'vitest'
import { errorsOf } from './support/errors.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'

let session: Session | undefined
afterEach(() => session?.close())

/** One clock for both ends, which moves by waits alone. A request that was refused would wait longer than the window. */
const limitedTo = async (limit: number, windowSeconds: number) => {
  let time = Date.now()
  const waits: number[] = []
  session = await startSession({
    sandbox: { clock: () => time, northflank: { rateLimit: { limit, windowSeconds } } },
    timing: {
      now: () => time,
      sleep: async (milliseconds) => {
        waits.push(milliseconds)
        time += milliseconds
      },
      random: () => 0.5,
      attemptMilliseconds: 60_000,
    },
  })
  const workspace = await session.workspace()
  const team = session.sandbox.env.NORTHFLANK_TEAM_ID
  await workspace.write({
    resource: {
      rolecall_northflank_org_role: { x: { name: 'Of all', permissions: {} }, y: { name: 'Another', permissions: {} } },
      rolecall_northflank_team_role: { x: { name: 'Of a team', team_id: team, permissions: {} } },
    },
  })
  return { session, workspace, waits, pass: (milliseconds: number) => void (time += milliseconds) }
}

test('roles of both types wait for the end of a window that is used up', async () => {
  const { workspace, waits } = await limitedTo(2, 60)
  const applied = await workspace.apply('-parallelism=1')
  expect([applied.code, errorsOf(applied)]).toEqual([0, []])
  expect(waits.length).toBeGreaterThan(1)
  for (const wait of waits) expect(wait).toBeLessThanOrEqual(60_000)
})

test('where that would be too long nothing more is sent, and one error says when to come back', async () => {
  const { session: limited, workspace, waits, pass } = await limitedTo(1, 3600)
  const plan = await workspace.plan('-parallelism=1')
  expect(errorsOf(plan)).toEqual([
    expect.stringMatching(
      /Northflank could not [\s\S]*the rate limit is used up[\s\S]*not sent[\s\S]*Come back in 60 minutes/,
    ),
  ])
  expect(limited.requests()).toHaveLength(1)
  expect((await workspace.plan('-parallelism=1')).code).toBe(1)
  expect(limited.requests()).toEqual([])
  pass(3_600_000)
  await workspace.plan('-parallelism=1')
  expect(limited.requests()).toHaveLength(1)
  expect(waits).toEqual([])
})
