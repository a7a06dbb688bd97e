import { describe, expect, test } from 'vitest'
import { error } from '../../../provider/framework/diagnostic.js'
import type { SchemaAttributes, Validator } from '../../../provider/framework/schema.js'
import { setType } from '../../../provider/value/type.js'
import type { FakeParts } from './fake.js'
import { attribute, record, schemaOf, serve, unknown } from './fake.js'

const notBad: Validator = (value, path) => (value === 'bad' ? [error('bad', 'why', path)] : [])

const member: SchemaAttributes = {
  key: attribute({ type: 'string', required: true, validate: [notBad] }),
  seen: attribute({ type: 'string', computed: true }),
}
const nested = (nesting: 'single' | 'list' | 'set' | 'map') =>
  attribute({ optional: true, type: { nesting, attributes: member } })

const schema = schemaOf({
  name: attribute({ type: 'string', optional: true, validate: [notBad] }),
  old: attribute({ type: 'string', optional: true, deprecated: 'use name' }),
  tags: attribute({
    type: setType('string'),
    optional: true,
    validate: [(value, path) => [error('seen', JSON.stringify(value), path)]],
  }),
  single: nested('single'),
  list: nested('list'),
  set: nested('set'),
  map: nested('map'),
})
const empty = { name: null, old: null, tags: null, single: null, list: null, set: null, map: null }

const check = async (given: Parameters<typeof record>[0], parts: FakeParts = {}) => {
  const { server } = serve({ resource: { schema }, ...parts })
  const { diagnostics } = await server.validateResourceConfig({
    type: 'fake_thing',
    config: record({ ...empty, ...given }),
  })
  return diagnostics.map(({ severity, summary, path }) => [severity, summary, path])
}

test('what is set is checked, at its place', async () => {
  const bad = { key: 'bad', seen: null }
  const good = { key: 'good', seen: null }
  expect(await check({ name: 'bad', single: bad, list: [good, bad], set: [good, bad], map: { a: bad } })).toStrictEqual(
    [
      ['error', 'bad', ['name']],
      ['error', 'bad', ['single', 'key']],
      ['error', 'bad', ['list', 1, 'key']],
      // Terraform cannot point into a set.
      ['error', 'bad', ['set']],
      ['error', 'bad', ['map', { key: 'a' }, 'key']],
    ],
  )
})

test('what is null or unknown is not', async () => {
  expect(
    await check({
      name: unknown,
      tags: unknown,
      single: unknown,
      list: [unknown],
      set: [{ key: unknown, seen: null }],
    }),
  ).toStrictEqual([])
})

test('a collection with unknown members is: what is known of it may be wrong', async () => {
  expect(await check({ tags: ['a', unknown] })).toStrictEqual([['error', 'seen', ['tags']]])
})

test('nested attributes are required, and not to be set where they are computed', async () => {
  expect(await check({ single: { key: null, seen: 'x' } })).toStrictEqual([
    ['error', 'Missing attribute', ['single', 'key']],
    ['error', 'Attribute that cannot be set', ['single', 'seen']],
  ])
})

test('a deprecated attribute is a warning that says what instead', async () => {
  const { server } = serve({ resource: { schema } })
  const { diagnostics } = await server.validateResourceConfig({
    type: 'fake_thing',
    config: record({ ...empty, old: 'x' }),
  })
  expect(diagnostics).toStrictEqual([
    { severity: 'warning', summary: 'Deprecated attribute', detail: 'old: use name', path: ['old'] },
  ])
})

test("the resource's own check comes after, in a process that is not configured", async () => {
  const own = { resource: { schema, validate: () => [error('whole', 'why')] } }
  expect(await check({ name: 'bad' }, own)).toStrictEqual([
    ['error', 'bad', ['name']],
    ['error', 'whole', undefined],
  ])
})

test('a check that throws is a bug', async () => {
  const validate = (): never => {
    throw new Error('oh no')
  }
  expect(await check({}, { resource: { schema, validate } })).toStrictEqual([
    ['error', 'Bug in the provider: validating fake_thing failed', undefined],
  ])
})

describe('others', () => {
  test('the provider block', async () => {
    const { server } = serve({
      schema: schemaOf({ name: attribute({ type: 'string', optional: true, validate: [notBad] }) }),
    })
    expect((await server.validateProviderConfig(record({ name: 'bad' }))).diagnostics).toMatchObject([
      { path: ['name'] },
    ])
  })

  test('a data source', async () => {
    const read = async () => ({ state: record({}), diagnostics: [] })
    const { server } = serve({ dataSource: { type: 'fake_things', schema, read } })
    const config = record({ ...empty, name: 'bad' })
    expect((await server.validateDataSourceConfig({ type: 'fake_things', config })).diagnostics).toMatchObject([
      { path: ['name'] },
    ])
    expect((await server.validateDataSourceConfig({ type: 'fake_other', config })).diagnostics).toMatchObject([
      { severity: 'error' },
    ])
  })
})
