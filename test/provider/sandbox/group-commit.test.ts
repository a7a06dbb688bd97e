import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupCommit } from '../../../provider/sandbox/state/group-commit.js'

/** A disk: what is changed, what is written, and whether the next write fails. */
const disk = () => {
  const state = { changes: 0, written: 0, writes: 0, overlapping: 0, broken: false }
  const write = async (): Promise<void> => {
    state.overlapping += 1
    expect(state.overlapping).toBe(1)
    const snapshot = state.changes
    const broken = state.broken
    await new Promise((resolve) => setImmediate(resolve))
    state.overlapping -= 1
    if (broken) throw new Error('disk full')
    state.written = snapshot
    state.writes += 1
  }
  return { state, write }
}

test('whoever waits goes on only when what changed before is written', async () => {
  const delays = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(delays, async (turns) => {
      const { state, write } = disk()
      const commit = groupCommit(write)
      const waiters = turns.map(async (turn) => {
        for (let passed = 0; passed < turn; passed += 1) await new Promise((resolve) => setImmediate(resolve))
        const mine = (state.changes += 1)
        commit.changed()
        await commit.settled()
        expect(state.written).toBeGreaterThanOrEqual(mine)
      })
      await Promise.all(waiters)
    }),
    { numRuns: 50 },
  )
})

test('changes made during a write share the next one', async () => {
  const { state, write } = disk()
  const commit = groupCommit(write)
  await Promise.all(
    Array.from({ length: 100 }, () => {
      state.changes += 1
      commit.changed()
      return commit.settled()
    }),
  )
  expect(state).toMatchObject({ written: 100, writes: 1 })
})

test('a failed write is told to all who wait for it and tried again for the next', async () => {
  const { state, write } = disk()
  const commit = groupCommit(write)
  state.broken = true
  state.changes = 1
  commit.changed()
  const both = await Promise.allSettled([commit.settled(), commit.settled()])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect(commit.settled()).rejects.toThrow('disk full')
  state.broken = false
  await commit.settled()
  expect(state.written).toBe(1)
})
