import { describe, expect, test } from 'vitest'
import { error, warning } from '../../../provider/framework/diagnostic.js'
import { keepPrior, replaceAlways, replaceIfConfigured } from '../../../provider/framework/plan-modifiers.js'
import type { PlanRequest, Resource } from '../../../provider/framework/resource.js'
import type { SchemaAttributes } from '../../../provider/framework/schema.js'
import { setType } from '../../../provider/value/type.js'
import type { ValueRecord } from '../../../provider/value/value.js'
import { recordOf } from '../../../provider/value/value.js'
import { planProblems, propose } from './core.js'
import type { Client } from './fake.js'
import { attribute, bytesOf, noBytes, record, schemaOf, serve, textOf, unknown } from './fake.js'

const attributes: SchemaAttributes = {
  id: attribute({ type: 'string', computed: true, plan: [keepPrior] }),
  updated: attribute({ type: 'string', computed: true }),
  name: attribute({ type: 'string', required: true }),
  place: attribute({ type: 'string', optional: true, computed: true, plan: [keepPrior, replaceIfConfigured] }),
  kind: attribute({ type: 'string', optional: true, plan: [replaceAlways] }),
  note: attribute({ type: 'string', optional: true }),
  tags: attribute({ type: setType('string'), optional: true, computed: true, default: [] }),
  secret: attribute({ type: 'string', optional: true, writeOnly: true }),
}

type Parts = { readonly attributes?: SchemaAttributes; readonly own?: Partial<Resource<Client>> }

/** A plan as Terraform asks for it. What it would refuse fails the test. */
const planOf = async (
  config: ValueRecord,
  prior: ValueRecord | null,
  { attributes: given = attributes, own = {} }: Parts = {},
  bytes: Uint8Array = noBytes,
) => {
  const { server, lines } = serve({ resource: { schema: schemaOf(given), ...own } })
  const proposed = propose(given, prior, config)
  const answer = await server.planResourceChange({ type: 'fake_thing', config, prior, proposed, private: bytes })
  if (answer.diagnostics.length === 0) {
    expect(planProblems(given, { config, prior, planned: answer.planned })).toStrictEqual([])
  }
  return { ...answer, lines }
}

const config = (given: Record<string, string | null | typeof unknown | readonly string[]>): ValueRecord =>
  record({
    id: null,
    updated: null,
    name: 'a',
    place: null,
    kind: null,
    note: null,
    tags: null,
    secret: null,
    ...given,
  })

const prior = record({
  id: '1',
  updated: 'then',
  name: 'a',
  place: 'here',
  kind: 'k',
  note: 'n',
  tags: [],
  secret: null,
})

describe('a new object', () => {
  test('has defaults, and unknowns for what is computed', async () => {
    const { planned, replace, diagnostics } = await planOf(config({}), null)
    expect(planned).toStrictEqual(
      record({
        id: unknown,
        updated: unknown,
        name: 'a',
        place: unknown,
        kind: null,
        note: null,
        tags: [],
        secret: null,
      }),
    )
    expect(replace).toStrictEqual([])
    expect(diagnostics).toStrictEqual([])
  })

  test('keeps what is configured, known or not', async () => {
    const { planned } = await planOf(config({ place: 'there', tags: unknown, note: unknown }), null)
    expect(planned).toMatchObject({ place: 'there', tags: unknown, note: unknown })
  })

  test('holds nothing that is write-only', async () => {
    expect((await planOf(config({ secret: 'x' }), null)).planned).toMatchObject({ secret: null })
  })

  test('in place of an old one starts without its private state', async () => {
    expect((await planOf(config({}), null, {}, bytesOf('{"etag":"1"}'))).private).toStrictEqual(noBytes)
  })
})

describe('an existing object', () => {
  test('that is as configured stays as it is, with what is computed', async () => {
    const { planned } = await planOf(config({ kind: 'k', note: 'n' }), prior)
    expect(planned).toStrictEqual(prior)
  })

  test('a set in another order, or another spelling of the same text, is no change', async () => {
    const before = recordOf(Object.entries({ ...prior, tags: ['a', 'b'], note: 'é' }))
    const { planned } = await planOf(config({ kind: 'k', note: 'e\u0301', tags: ['b', 'a'] }), before)
    expect(planned).toMatchObject({ updated: 'then' })
  })

  test('that changes has unknowns, but for what stays', async () => {
    const { planned, replace } = await planOf(config({ kind: 'k', note: 'new' }), prior)
    expect(planned).toStrictEqual(
      record({ id: '1', updated: unknown, name: 'a', place: 'here', kind: 'k', note: 'new', tags: [], secret: null }),
    )
    expect(replace).toStrictEqual([])
  })

  test('of which only what is Terraform’s business changes computes nothing anew', async () => {
    const given = { ...attributes, wish: attribute({ type: 'string', optional: true, local: true }) }
    const before = recordOf([...Object.entries(prior), ['wish', null]])
    const set = (more: Record<string, string | typeof unknown>) =>
      planOf(config({ kind: 'k', note: 'n', ...more }), before, { attributes: given })
    expect((await set({ wish: 'w' })).planned).toStrictEqual(recordOf([...Object.entries(prior), ['wish', 'w']]))
    expect((await set({ wish: unknown })).planned).toMatchObject({ wish: unknown, updated: 'then' })
    expect((await set({ wish: 'w', note: 'new' })).planned).toMatchObject({ wish: 'w', updated: unknown })
  })

  test('a default that differs from what is there is a change', async () => {
    const before = recordOf(Object.entries({ ...prior, tags: ['a'] }))
    const { planned } = await planOf(config({ kind: 'k', note: 'n' }), before)
    expect(planned).toMatchObject({ tags: [], updated: unknown })
  })

  test('an unknown configuration is not replaced by what was', async () => {
    const { planned, replace } = await planOf(config({ kind: 'k', note: 'n', place: unknown }), prior)
    expect(planned).toMatchObject({ place: unknown })
    expect(replace).toStrictEqual([['place']])
  })

  test('keeps its private state', async () => {
    const bytes = bytesOf('{"etag":"1"}')
    expect((await planOf(config({ note: 'x' }), prior, {}, bytes)).private).toBe(bytes)
  })

  test('a computed value that was null may come to be', async () => {
    const before = recordOf(Object.entries({ ...prior, id: null }))
    expect((await planOf(config({ note: 'x' }), before)).planned).toMatchObject({ id: unknown })
  })
})

describe('a replacement', () => {
  test('is asked for where a value changes, sorted', async () => {
    const { replace } = await planOf(config({ kind: 'other', place: 'there' }), prior)
    expect(replace).toStrictEqual([['kind'], ['place']])
  })

  test('also where it goes away', async () => {
    expect((await planOf(config({ kind: null }), prior)).replace).toStrictEqual([['kind']])
  })

  test('not where the configuration leaves it out', async () => {
    expect((await planOf(config({ kind: 'k', place: null, note: 'x' }), prior)).replace).toStrictEqual([])
  })
})

describe('nested attributes', () => {
  const member: SchemaAttributes = {
    key: attribute({ type: 'string', required: true, plan: [replaceAlways] }),
    seen: attribute({ type: 'string', computed: true, plan: [keepPrior] }),
    count: attribute({ type: 'string', computed: true }),
    mode: attribute({ type: 'string', optional: true, computed: true, default: 'all' }),
  }
  const nested = (nesting: 'single' | 'list' | 'set' | 'map'): SchemaAttributes => ({
    note: attribute({ type: 'string', optional: true }),
    items: attribute({ optional: true, type: { nesting, attributes: member } }),
  })
  const wanted = (key: string): { [name: string]: string | null } => ({ key, seen: null, count: null, mode: null })
  const had = (key: string, seen: string): { [name: string]: string } => ({ key, seen, count: '1', mode: 'all' })
  const will = (key: string, seen: string | typeof unknown): { [name: string]: string | typeof unknown } => ({
    key,
    seen,
    count: unknown,
    mode: 'all',
  })

  test('of one object', async () => {
    const { planned, replace } = await planOf(
      record({ note: 'x', items: wanted('b') }),
      record({ note: null, items: had('a', 's') }),
      { attributes: nested('single') },
    )
    expect(planned).toStrictEqual(record({ note: 'x', items: will('b', 's') }))
    expect(replace).toStrictEqual([['items', 'key']])
  })

  test('of a list go by their place in it', async () => {
    const { planned, replace } = await planOf(
      record({ note: null, items: [wanted('a'), wanted('c'), wanted('d')] }),
      record({ note: null, items: [had('a', '1'), had('b', '2')] }),
      { attributes: nested('list') },
    )
    expect(planned).toStrictEqual(record({ note: null, items: [will('a', '1'), will('c', '2'), will('d', unknown)] }))
    expect(replace).toStrictEqual([
      ['items', 1, 'key'],
      ['items', 2, 'key'],
    ])
  })

  test('of a map go by their key', async () => {
    const { planned, replace } = await planOf(
      record({ note: null, items: { x: wanted('a'), ['__proto__']: wanted('b') } }),
      record({ note: null, items: { x: had('b', '1') } }),
      { attributes: nested('map') },
    )
    expect(planned).toStrictEqual(
      record({ note: null, items: { x: will('a', '1'), ['__proto__']: will('b', unknown) } }),
    )
    expect(replace).toStrictEqual([
      ['items', { key: '__proto__' }, 'key'],
      ['items', { key: 'x' }, 'key'],
    ])
  })

  test('of a set go by what is configured, in any order', async () => {
    const { planned, replace } = await planOf(
      record({ note: null, items: [wanted('c'), wanted('a'), wanted('b')] }),
      record({ note: null, items: [had('a', '1'), had('b', '2')] }),
      { attributes: nested('set') },
    )
    expect(planned).toStrictEqual(record({ note: null, items: [will('c', unknown), will('a', '1'), will('b', '2')] }))
    // Nothing in a set has a path, so the set stands for its members.
    expect(replace).toStrictEqual([['items']])
  })

  test('of a set belong to what is configured also where Terraform proposes another order', async () => {
    const given = nested('set')
    const { server } = serve({ resource: { schema: schemaOf(given) } })
    const wants = record({ note: 'x', items: [{ ...wanted('a'), mode: 'own' }, wanted('b')] })
    const before = record({ note: null, items: [had('b', '2')] })
    const proposed = record({ note: 'x', items: [had('b', '2'), { ...wanted('a'), mode: 'own' }] })
    const { planned } = await server.planResourceChange({
      type: 'fake_thing',
      config: wants,
      prior: before,
      proposed,
      private: noBytes,
    })
    expect(planned).toStrictEqual(
      record({ note: 'x', items: [will('b', '2'), { ...will('a', unknown), mode: 'own' }] }),
    )
  })

  test('are left alone where the parent is not configured', async () => {
    const parent: SchemaAttributes = {
      note: attribute({ type: 'string', optional: true }),
      items: attribute({ computed: true, plan: [keepPrior], type: { nesting: 'single', attributes: member } }),
    }
    const before = record({ note: null, items: { ...had('a', 's'), mode: null } })
    const { planned } = await planOf(record({ note: 'x', items: null }), before, { attributes: parent })
    expect(planned).toStrictEqual(record({ note: 'x', items: { ...had('a', 's'), mode: null } }))
  })

  test('that are unknown or null as a whole stay so', async () => {
    for (const items of [unknown, null] as const) {
      const { planned } = await planOf(record({ note: 'x', items }), null, { attributes: nested('set') })
      expect(planned).toStrictEqual(record({ note: 'x', items }))
    }
  })
})

describe("the resource's own plan", () => {
  const plan = (
    change: (request: PlanRequest) => Partial<Awaited<ReturnType<NonNullable<Resource<Client>['plan']>>>>,
  ): Parts => ({
    own: { plan: async (request) => ({ planned: request.planned, diagnostics: [], ...change(request) }) },
  })

  test('sees defaults, unknowns and private state, and a client', async () => {
    const seen: unknown[] = []
    const { server } = serve({
      resource: {
        schema: schemaOf(attributes),
        plan: async (request, { client }) => {
          seen.push(request.planned, request.private, client)
          return { planned: request.planned, diagnostics: [] }
        },
      },
    })
    await server.configureProvider({ terraformVersion: '1.11.4', config: record({}) })
    const wanted = config({ note: 'x' })
    const proposed = propose(attributes, prior, wanted)
    await server.planResourceChange({
      type: 'fake_thing',
      config: wanted,
      prior,
      proposed,
      private: bytesOf('{"a":"b"}'),
    })
    expect(seen).toStrictEqual([
      expect.objectContaining({ updated: unknown, tags: [] }),
      { a: 'b' },
      { name: 'client' },
    ])
  })

  test('may say more and ask for a replacement', async () => {
    const own = plan(({ planned }) => ({
      planned: { ...planned, updated: 'now' },
      replace: ['note', 'kind', 'note'],
      diagnostics: [warning('careful', 'why')],
    }))
    const { planned, replace, diagnostics } = await planOf(config({ kind: 'other', note: 'n' }), prior, own)
    expect(planned).toMatchObject({ updated: 'now' })
    expect(replace).toStrictEqual([['kind'], ['note']])
    expect(diagnostics).toMatchObject([{ severity: 'warning', summary: 'careful' }])
  })

  test('asks for no replacement of what is not there yet', async () => {
    expect(
      (
        await planOf(
          config({}),
          null,
          plan(() => ({ replace: ['note'] })),
        )
      ).replace,
    ).toStrictEqual([])
  })

  test('cannot plan what the schema does not have', async () => {
    const own = plan(({ planned }) => ({
      planned: { ...planned, other: 'x', note: true, secret: 's' },
      replace: ['gone'],
    }))
    const { planned, replace, diagnostics } = await planOf(config({ kind: 'k' }), prior, own)
    expect(planned).not.toHaveProperty('other')
    expect(planned).toMatchObject({ note: null, secret: null })
    expect(replace).toStrictEqual([])
    expect(diagnostics).toMatchObject([
      { severity: 'error', summary: 'Bug in the provider: the plan of fake_thing is invalid' },
    ])
    expect(diagnostics[0]?.detail).toContain(
      'other is not in the schema\nnote is not a string\ngone asks for a replacement',
    )
  })

  test('that throws is a bug that the user reads and the log explains', async () => {
    const own = { own: { plan: () => Promise.reject(new Error('oh no')) } }
    const { diagnostics, lines } = await planOf(config({}), prior, own)
    expect(diagnostics).toMatchObject([
      { severity: 'error', summary: 'Bug in the provider: planning fake_thing failed' },
    ])
    expect(diagnostics[0]?.detail).toBe('oh no\n\nPlease report it at https://github.com/rolecall/rolecall/issues.')
    expect(lines).toMatchObject([
      { level: 'error', fields: { error: 'oh no', stack: expect.stringContaining('plan.test.ts') } },
    ])
  })
})

describe('a destroy', () => {
  const destroy = async (own: Partial<Resource<Client>>) => {
    const { server } = serve({ resource: { schema: schemaOf(attributes), ...own } })
    const bytes = bytesOf('{"a":"b"}')
    return server.planResourceChange({ type: 'fake_thing', config: null, prior, proposed: null, private: bytes })
  }

  test('plans nothing and keeps private state for the delete', async () => {
    const { planned, replace, private: bytes, diagnostics } = await destroy({})
    expect({ planned, replace, diagnostics }).toStrictEqual({ planned: null, replace: [], diagnostics: [] })
    expect(textOf(bytes)).toBe('{"a":"b"}')
  })

  test('may warn or refuse', async () => {
    const { planned, diagnostics } = await destroy({
      planDestroy: async (request) => ({ diagnostics: [error(`not ${request.private['a']}`, 'why')] }),
      plan: () => Promise.reject(new Error('not for a destroy')),
    })
    expect(planned).toBe(null)
    expect(diagnostics).toMatchObject([{ summary: 'not b' }])
  })
})

test('a type that does not exist is a bug', async () => {
  const { server } = serve()
  const { diagnostics } = await server.planResourceChange({
    type: 'fake_other',
    config: null,
    prior,
    proposed: null,
    private: noBytes,
  })
  expect(diagnostics).toMatchObject([
    { severity: 'error', summary: 'Bug in the provider: there is no resource fake_other' },
  ])
})
