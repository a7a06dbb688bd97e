/** A sample of what `npm run faults` tries: every kind of fault once, and every signal to every process. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindNames } from '../provider/terraform/support/kinds.js'
import { casesOf, inRounds } from './cases.js'
import type { Verdict } from './converge.js'
import { killCasesOf, signals, targets } from './kill-cases.js'
import { openKillLane } from './kill-lane.js'
import { faults } from './kinds.js'
import { openLane } from './lane.js'
import type { Recording } from './record.js'
import { record } from './record.js'
import { runAll } from './run-all.js'

const seed = 8
const limit = 600_000

let recording: Recording

beforeAll(async () => {
  recording = await record(kindNames)
})

const closing: (() => Promise<void>)[] = []
afterAll(async () => {
  await Promise.all(closing.map((close) => close()))
})

const opened = async <Lane extends { close(): Promise<void> }>(
  open: (given: Recording) => Promise<Lane>,
): Promise<readonly Lane[]> => {
  const lanes = await Promise.all([open(recording), open(recording)])
  closing.push(...lanes.map((lane) => () => lane.close()))
  return lanes
}

const failures = (
  results: readonly { readonly one: { readonly id: string }; readonly verdict: Verdict }[],
): readonly object[] =>
  results.flatMap(({ one, verdict }) => (verdict.kind === 'failed' ? [{ case: one.id, why: verdict.why }] : []))

test(
  'after one fault of every kind, one clean apply converges',
  async () => {
    const cases = inRounds(casesOf(recording.phases), ({ fault }) => fault.name, seed).slice(0, faults.length)
    const results = await runAll({ cases, lanes: await opened(openLane) })
    expect(results).toHaveLength(faults.length)
    expect(failures(results)).toEqual([])
  },
  limit,
)

test(
  'after one signal of every kind to every process, one clean apply converges',
  async () => {
    const kinds = targets.length * signals.length
    const cases = inRounds(killCasesOf(recording.phases), ({ target, signal }) => `${target} ${signal}`, seed).slice(
      0,
      kinds,
    )
    const results = await runAll({ cases, lanes: await opened(openKillLane) })
    expect(results).toHaveLength(kinds)
    expect(failures(results)).toEqual([])
  },
  limit,
)
