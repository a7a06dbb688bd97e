import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inconsistencies } from '../../../provider/framework/consistency.js'
import type { AttributePath } from '../../../provider/framework/diagnostic.js'
import { impliedType } from '../../../provider/framework/implied-type.js'
import { equalValues } from '../../../provider/value/equal.js'
import { encodeValue } from '../../../provider/value/msgpack.js'
import type { ValueRecord } from '../../../provider/value/value.js'
import { isRecord } from '../../../provider/value/value.js'
import { exists, planProblems, propose } from './core.js'
import { noBytes, schemaOf, serve } from './fake.js'
import { applied, configOf, sample, stateOf } from './sample.js'

const schema = schemaOf(sample)
const type = impliedType(schema)
const { server } = serve({ resource: { schema } })

const plan = async (
  config: ValueRecord,
  prior: ValueRecord | null,
): Promise<{ planned: ValueRecord; replace: readonly AttributePath[] }> => {
  const proposed = propose(sample, prior, config)
  const answer = await server.planResourceChange({ type: 'fake_thing', config, prior, proposed, private: noBytes })
  expect(answer.diagnostics).toStrictEqual([])
  if (answer.planned === null) throw new Error('nothing planned')
  return { planned: answer.planned, replace: answer.replace }
}

const recordFrom = (value: ReturnType<typeof applied>): ValueRecord => {
  if (!isRecord(value)) throw new Error('no record')
  return value
}

const priorOf = fc.oneof(
  fc.constant(null),
  stateOf(sample).map((state) => ({ state })),
  configOf(sample, { unknowns: false }).map((config) => ({ config })),
)

const priorState = async (
  prior: { state: ValueRecord } | { config: ValueRecord } | null,
): Promise<ValueRecord | null> => {
  if (prior === null) return null
  return 'state' in prior ? prior.state : recordFrom(applied((await plan(prior.config, null)).planned, type))
}

test('Terraform accepts every plan, whatever is configured and whatever there is', async () => {
  await fc.assert(
    fc.asyncProperty(configOf(sample, { unknowns: true }), priorOf, async (config, before) => {
      const prior = await priorState(before)
      const { planned, replace } = await plan(config, prior)
      expect(planProblems(sample, { config, prior, planned })).toStrictEqual([])
      expect(replace.filter((path) => !exists(prior, path) && !exists(planned, path))).toStrictEqual([])
      if (prior === null) expect(replace).toStrictEqual([])
      encodeValue(planned, type)
    }),
    { numRuns: 200 },
  )
})

test('the same configuration again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(configOf(sample, { unknowns: false }), async (config) => {
      const state = recordFrom(applied((await plan(config, null)).planned, type))
      const again = await plan(config, state)
      expect(equalValues(again.planned, state, type)).toBe(true)
      expect(again.replace).toStrictEqual([])
    }),
    { numRuns: 200 },
  )
})

/** The same configuration once with its unknowns and once as they turned out. */
const twice = configOf(sample, { unknowns: true }).chain((config) =>
  configOf(sample, { unknowns: false }).map((resolution) => {
    const names = Object.keys(config)
    const resolved = names.map((name) => [name, typeof config[name] === 'symbol' ? resolution[name] : config[name]])
    return { config, resolved: Object.assign(Object.create(null), Object.fromEntries(resolved)) as ValueRecord }
  }),
)

test('a second plan keeps what the first one knew', async () => {
  await fc.assert(
    fc.asyncProperty(twice, priorOf, async ({ config, resolved }, before) => {
      const prior = await priorState(before)
      const first = await plan(config, prior)
      const second = await plan(resolved, prior)
      expect(inconsistencies(first.planned, second.planned, type)).toStrictEqual([])
    }),
    { numRuns: 200 },
  )
})
