import { describe, expect, test } from 'vitest'
import { error, warning } from '../../../provider/framework/diagnostic.js'
import type { Outcome, Resource } from '../../../provider/framework/resource.js'
import type { SchemaAttributes } from '../../../provider/framework/schema.js'
import { listType, mapType, setType } from '../../../provider/value/type.js'
import type { ValueRecord } from '../../../provider/value/value.js'
import type { Client } from './fake.js'
import { attribute, bytesOf, noBytes, record, schemaOf, serve, textOf, unknown } from './fake.js'

const attributes: SchemaAttributes = {
  id: attribute({ type: 'string', computed: true }),
  name: attribute({ type: 'string', required: true }),
  tags: attribute({ type: setType('string'), optional: true }),
  rows: attribute({ type: listType('string'), optional: true }),
  map: attribute({ type: mapType('string'), optional: true }),
  any: attribute({ type: 'dynamic', optional: true }),
  secret: attribute({ type: 'string', optional: true, writeOnly: true }),
}

const empty = { id: null, name: null, tags: null, rows: null, map: null, any: null, secret: null }
const config = record({ ...empty, name: 'a', secret: 's' })
const planned = record({ ...empty, id: unknown, name: 'a' })
const made = record({ ...empty, id: '1', name: 'a' })
const prior = record({ ...empty, id: '1', name: 'before' })

const failure = error('no', 'why')
const summaries = (answer: { diagnostics: readonly { summary: string }[] }): string[] =>
  answer.diagnostics.map(({ summary }) => summary)

const server = (own: Partial<Resource<Client>>) => serve({ resource: { schema: schemaOf(attributes), ...own } }).server

const create = (outcome: Outcome, plan: ValueRecord = planned) =>
  server({ create: async () => outcome }).applyResourceChange({
    type: 'fake_thing',
    config,
    prior: null,
    planned: plan,
    private: bytesOf('{"old":"1"}'),
  })

const update = (outcome: Outcome, plan: ValueRecord = planned) =>
  server({ update: async () => outcome }).applyResourceChange({
    type: 'fake_thing',
    config,
    prior,
    planned: plan,
    private: bytesOf('{"old":"1"}'),
  })

const destroy = (outcome: Outcome) =>
  server({ delete: async () => outcome }).applyResourceChange({
    type: 'fake_thing',
    config: null,
    prior,
    planned: null,
    private: bytesOf('{"old":"1"}'),
  })

describe('what is called', () => {
  const calls = (): { own: Partial<Resource<Client>>; seen: unknown[] } => {
    const seen: unknown[] = []
    const call =
      (name: string, state: ValueRecord | null) =>
      async (request: object): Promise<Outcome> => {
        seen.push([name, request])
        return { state, diagnostics: [] }
      }
    return { seen, own: { create: call('create', made), update: call('update', made), delete: call('delete', null) } }
  }

  test('a create where nothing was, without the private state of another', async () => {
    const { own, seen } = calls()
    const answer = await server(own).applyResourceChange({
      type: 'fake_thing',
      config,
      prior: null,
      planned,
      private: bytesOf('{"a":"b"}'),
    })
    expect(seen).toStrictEqual([['create', { config, planned, private: {} }]])
    expect(answer).toStrictEqual({ state: made, private: noBytes, diagnostics: [] })
  })

  test('an update where something was', async () => {
    const { own, seen } = calls()
    await server(own).applyResourceChange({ type: 'fake_thing', config, prior, planned, private: bytesOf('{"a":"b"}') })
    expect(seen).toStrictEqual([['update', { config, prior, planned, private: { a: 'b' } }]])
  })

  test('a delete where nothing is planned', async () => {
    const { own, seen } = calls()
    const answer = await server(own).applyResourceChange({
      type: 'fake_thing',
      config: null,
      prior,
      planned: null,
      private: bytesOf('{"a":"b"}'),
    })
    expect(seen).toStrictEqual([['delete', { prior, private: { a: 'b' } }]])
    expect(answer).toStrictEqual({ state: null, private: noBytes, diagnostics: [] })
  })

  test('nothing where nothing was and nothing is planned', async () => {
    const answer = await server({}).applyResourceChange({
      type: 'fake_thing',
      config: null,
      prior: null,
      planned: null,
      private: noBytes,
    })
    expect(answer).toStrictEqual({ state: null, private: noBytes, diagnostics: [] })
  })
})

describe('private state', () => {
  test('stays where the resource says nothing', async () => {
    expect(textOf((await update({ state: made, diagnostics: [] })).private)).toBe('{"old":"1"}')
  })

  test('is what the resource says', async () => {
    const answer = await update({ state: made, diagnostics: [], private: { b: '2', a: '1' } })
    expect(textOf(answer.private)).toBe('{"a":"1","b":"2"}')
  })

  test('that cannot be read is empty', async () => {
    for (const text of ['{', '[1]', 'null', '{"a":1}']) {
      let seen: unknown
      const own: Partial<Resource<Client>> = {
        update: async (request) => {
          seen = request.private
          return { state: made, diagnostics: [] }
        },
      }
      await server(own).applyResourceChange({ type: 'fake_thing', config, prior, planned, private: bytesOf(text) })
      expect(seen).toStrictEqual({})
    }
  })
})

describe('a failure', () => {
  test('of a create without a state leaves none', async () => {
    expect(await create({ state: null, diagnostics: [failure] })).toMatchObject({ state: null, diagnostics: [failure] })
  })

  test('of a create half done keeps what there is, without unknowns, and says no more', async () => {
    const answer = await create({ state: planned, diagnostics: [failure] })
    expect(answer.state).toStrictEqual(record({ ...empty, name: 'a' }))
    expect(answer.diagnostics).toStrictEqual([failure])
  })

  test('of an update keeps what was', async () => {
    expect((await update({ state: null, diagnostics: [failure] })).state).toStrictEqual(prior)
    expect((await update({ state: made, diagnostics: [failure] })).state).toStrictEqual(made)
  })

  test('of a delete keeps what was', async () => {
    expect((await destroy({ state: null, diagnostics: [failure] })).state).toStrictEqual(prior)
    expect((await destroy({ state: made, diagnostics: [failure] })).state).toStrictEqual(made)
  })

  test('by an exception keeps what was, and never shows a stack', async () => {
    const thrown = (): Promise<never> => Promise.reject(new Error('oh no'))
    const own = { create: thrown, update: thrown, delete: thrown }
    const request = { type: 'fake_thing', config, private: bytesOf('{"old":"1"}') }
    const created = await server(own).applyResourceChange({ ...request, prior: null, planned })
    const updated = await server(own).applyResourceChange({ ...request, prior, planned })
    const deleted = await server(own).applyResourceChange({ ...request, config: null, prior, planned: null })
    expect([created.state, updated.state, deleted.state]).toStrictEqual([null, prior, prior])
    expect(textOf(updated.private)).toBe('{"old":"1"}')
    for (const answer of [created, updated, deleted]) {
      expect(answer.diagnostics).toMatchObject([
        { severity: 'error', detail: expect.stringMatching(/^oh no\n\nPlease report it/) },
      ])
    }
  })
})

describe('a slip of the resource is an error, and the state is kept', () => {
  test('no state after a create or an update', async () => {
    expect(summaries(await create({ state: null, diagnostics: [] }))).toStrictEqual([
      'Bug in the provider: fake_thing has no state after it was written',
    ])
    expect((await update({ state: null, diagnostics: [] })).state).toStrictEqual(prior)
  })

  test('a state after a delete', async () => {
    const answer = await destroy({ state: prior, diagnostics: [] })
    expect(answer.state).toStrictEqual(prior)
    expect(summaries(answer)).toStrictEqual(['Bug in the provider: fake_thing has a state after it was deleted'])
  })

  test('something still unknown', async () => {
    const answer = await create({ state: planned, diagnostics: [] })
    expect(answer.state).toStrictEqual(record({ ...empty, name: 'a' }))
    expect(answer.diagnostics).toMatchObject([
      { severity: 'error', detail: expect.stringContaining('id is still unknown') },
    ])
  })

  test('values of another type, attributes too many', async () => {
    const answer = await create({
      state: record({ ...empty, id: '1', name: 'a', tags: 'x', more: 1 }),
      diagnostics: [],
    })
    expect(answer.state).toStrictEqual(made)
    expect(answer.diagnostics[0]?.detail).toContain('more is not in the schema\ntags is not a set')
  })

  test('attributes left out are null', async () => {
    expect(await create({ state: record({ id: '1', name: 'a' }), diagnostics: [] })).toMatchObject({
      state: made,
      diagnostics: [],
    })
  })

  test('a write-only value is never kept', async () => {
    const answer = await create({ state: record({ ...empty, id: '1', name: 'a', secret: 's' }), diagnostics: [] })
    expect(answer).toMatchObject({ state: made, diagnostics: [] })
  })

  test('warnings stay beside it', async () => {
    const answer = await create({ state: null, diagnostics: [warning('careful', 'why')] })
    expect(summaries(answer)).toStrictEqual([
      'careful',
      'Bug in the provider: fake_thing has no state after it was written',
    ])
  })
})

describe('what was planned must come true', () => {
  const outcome = async (plan: object, state: object): Promise<string> => {
    const full = record({ ...empty, id: '1', name: 'a', ...state })
    const answer = await create({ state: full, diagnostics: [] }, record({ ...empty, id: unknown, name: 'a', ...plan }))
    expect(answer.state).toStrictEqual(full)
    return answer.diagnostics.map(({ detail }) => detail.split('\n\n')[0]).join()
  }

  test.each([
    ['another value', { name: 'a' }, { name: 'A' }, 'name is not what was planned'],
    ['a value for null', { tags: null }, { tags: [] }, 'tags was planned to be null'],
    ['null for a value', { tags: [] }, { tags: null }, 'tags is null, and a value was planned'],
    ['a larger set', { tags: ['a', unknown] }, { tags: ['a', 'b', 'c'] }, 'tags has more members than planned'],
    ['a set without a member', { tags: ['a', 'b'] }, { tags: ['a'] }, 'tags lacks 1 of the planned members'],
    ['a set with another member', { tags: ['a'] }, { tags: ['b'] }, 'tags lacks 1 of the planned members'],
    ['a shorter list', { rows: ['a', unknown] }, { rows: ['a'] }, 'rows has 1 items, and 2 were planned'],
    ['a longer list', { rows: ['a'] }, { rows: ['a', 'b'] }, 'rows has 2 items, and 1 were planned'],
    ['another item', { rows: ['a', 'b'] }, { rows: ['a', 'c'] }, 'rows[1] is not what was planned'],
    ['a lost key', { map: { a: 'b' } }, { map: {} }, 'map["a"] has vanished'],
    ['a new key', { map: {} }, { map: { a: 'b' } }, 'map["a"] was not planned'],
  ])('%s', async (_, plan, state, problem) => {
    expect(await outcome(plan, state)).toBe(problem)
  })

  test.each([
    ['a known value for an unknown', { name: 'a', tags: unknown }, { tags: ['x'] }],
    ['an unknown that becomes null', { map: unknown }, { map: null }],
    ['members that turn out the same', { tags: ['a', unknown, unknown] }, { tags: ['a', 'b'] }],
    ['another order of a set', { tags: ['a', 'b'] }, { tags: ['b', 'a'] }],
    ['an unknown in a list', { rows: ['a', unknown] }, { rows: ['a', 'x'] }],
    ['another normal form of a text', { name: 'é' }, { name: 'e\u0301' }],
  ])('%s is fine', async (_, plan, state) => {
    expect(await outcome(plan, state)).toBe('')
  })

  test('values are not in the text: they may be sensitive', async () => {
    expect(await outcome({ name: 'hunter2' }, { name: 'hunter3' })).not.toContain('hunter')
  })
})
