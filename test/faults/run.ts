/**
 * `npm run faults -- [--minutes N] [--seed N] [--type TYPE] [--kind KIND] [--case ID]`: as many faults
 * between the provider and the platforms as there is time for. KIND is a fault's name, or `kill`.
 */
import { parseArgs } from 'node:util'
import { kindNames } from '../provider/terraform/support/kinds.js'
import { casesOf, inRounds } from './cases.js'
import type { Verdict } from './converge.js'
import { killCasesOf } from './kill-cases.js'
import { openKillLane } from './kill-lane.js'
import { faults } from './kinds.js'
import { openLane } from './lane.js'
import type { Recording } from './record.js'
import { record } from './record.js'
import { runAll } from './run-all.js'
import { sayResults } from './say-results.js'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    type: { type: 'string' },
    kind: { type: 'string' },
    case: { type: 'string' },
  },
})

const refuse = (text: string): never => {
  console.error(`npm run faults: ${text}`)
  process.exit(2)
}

const [minutes, seed] = [Number(values.minutes), Number(values.seed)]
const kinds = [...faults.map(({ name }) => name), 'kill']
if (!(minutes > 0)) refuse('--minutes takes a number above 0')
if (!Number.isInteger(seed)) refuse('--seed takes a whole number')
if (values.kind !== undefined && !kinds.includes(values.kind)) refuse(`--kind takes one of ${kinds.join(', ')}`)
const types = kindNames.filter((name) => (values.type ?? name) === name && (values.case ?? name).includes(name))
if (types.length === 0) refuse(`--type takes one of ${kindNames.join(', ')}`)

type Case = { readonly id: string }
type Lane<One> = { run(one: One): Promise<Verdict>; close(): Promise<void> }

const onResult = ({ one, verdict }: { readonly one: Case; readonly verdict: Verdict }): void => {
  if (verdict.kind === 'failed') console.log(`${one.id}: ${verdict.why}`)
}

const isWanted = ({ id }: Case): boolean => values.case === undefined || id === values.case

const attempt = async <One extends Case>(
  recording: Recording,
  cases: readonly One[],
  open: (given: Recording) => Promise<Lane<One>>,
  until: number,
) => {
  const wanted = cases.filter(isWanted)
  if (wanted.length === 0) return []
  const lanes = await Promise.all([open(recording), open(recording)])
  const results = await runAll({ cases: wanted, lanes, until, onResult })
  await Promise.all(lanes.map((lane) => lane.close()))
  return results
}

const started = Date.now()
const until = started + minutes * 60_000
const recording = await record(types)
const faultCases =
  values.kind === 'kill'
    ? []
    : casesOf(recording.phases).filter(({ fault }) => (values.kind ?? fault.name) === fault.name)
const killCases = ['kill', undefined].includes(values.kind) ? killCasesOf(recording.phases) : []
// Kills take several times as long, and there are fewer of them.
const share = killCases.length > 0 ? 0.6 : 1
const faulted = await attempt(
  recording,
  inRounds(faultCases, ({ fault }) => fault.name, seed),
  openLane,
  started + (until - started) * share,
)
const killed = await attempt(
  recording,
  inRounds(killCases, ({ target, signal }) => `${target} ${signal}`, seed),
  openKillLane,
  until,
)

console.log(sayResults(faulted, killed, { cases: faultCases.length, kills: killCases.length, seed }))
if ([...faulted, ...killed].some(({ verdict }) => verdict.kind === 'failed')) process.exitCode = 1
