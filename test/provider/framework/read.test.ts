import { describe, expect, test } from 'vitest'
import { error, warning } from '../../../provider/framework/diagnostic.js'
import type { Outcome } from '../../../provider/framework/resource.js'
import { attribute, bytesOf, noBytes, record, schemaOf, serve, textOf, unknown } from './fake.js'

const schema = schemaOf({
  id: attribute({ type: 'string', computed: true }),
  name: attribute({ type: 'string', required: true }),
})
const state = record({ id: '1', name: 'a' })
const drifted = record({ id: '1', name: 'b' })
const bytes = bytesOf('{"etag":"1"}')

describe('a refresh', () => {
  const read = (outcome: Outcome) =>
    serve({ resource: { schema, read: async () => outcome } }).server.readResource({
      type: 'fake_thing',
      state,
      private: bytes,
    })

  test('shows what drifted, and keeps private state', async () => {
    const answer = await read({ state: drifted, diagnostics: [warning('look', 'why')] })
    expect(answer).toMatchObject({ state: drifted, diagnostics: [{ summary: 'look' }] })
    expect(answer.private).toBe(bytes)
  })

  test('takes new private state', async () => {
    expect(textOf((await read({ state, diagnostics: [], private: { etag: '2' } })).private)).toBe('{"etag":"2"}')
  })

  test('without a state says that it is gone', async () => {
    expect(await read({ state: null, diagnostics: [] })).toStrictEqual({
      state: null,
      private: noBytes,
      diagnostics: [],
    })
  })

  test('that failed never says that it is gone', async () => {
    const answer = await read({ state: null, diagnostics: [error('401', 'token')] })
    expect(answer).toMatchObject({ state, private: bytes, diagnostics: [{ summary: '401' }] })
  })

  test('that throws keeps the state', async () => {
    const { server } = serve({ resource: { schema, read: () => Promise.reject(new Error('oh no')) } })
    const answer = await server.readResource({ type: 'fake_thing', state, private: bytes })
    expect(answer).toMatchObject({ state, private: bytes, diagnostics: [{ severity: 'error' }] })
  })

  test('leaves nothing unknown', async () => {
    const answer = await read({ state: record({ id: unknown, name: 'a' }), diagnostics: [] })
    expect(answer).toMatchObject({ state: { id: null, name: 'a' }, diagnostics: [{ severity: 'error' }] })
  })
})

describe('an import', () => {
  const importing = (outcome: Outcome) =>
    serve({ resource: { schema, import: async () => outcome } }).server.importResourceState({
      type: 'fake_thing',
      id: 'x/1',
      identity: null,
    })

  test('gives a state for the read to fill', async () => {
    const answer = await importing({ state: record({ id: '1' }), diagnostics: [], private: { a: 'b' } })
    expect(answer).toStrictEqual({
      state: record({ id: '1', name: null }),
      private: bytesOf('{"a":"b"}'),
      diagnostics: [],
    })
  })

  test('of an id that is not understood says so', async () => {
    expect(await importing({ state: null, diagnostics: [error('bad id', 'like this')] })).toMatchObject({
      state: null,
      diagnostics: [{ summary: 'bad id' }],
    })
  })

  test('as nothing is a bug', async () => {
    expect(await importing({ state: null, diagnostics: [] })).toMatchObject({
      state: null,
      diagnostics: [{ severity: 'error' }],
    })
  })

  test('of what cannot be imported says so', async () => {
    const answer = await serve({ resource: { schema } }).server.importResourceState({
      type: 'fake_thing',
      id: '1',
      identity: null,
    })
    expect(answer).toMatchObject({ state: null, diagnostics: [{ summary: 'Import is not possible' }] })
  })
})

describe('a data source', () => {
  const read = (outcome: { state: typeof state; diagnostics: Outcome['diagnostics'] }) =>
    serve({ dataSource: { type: 'fake_things', schema, read: async () => outcome } }).server.readDataSource({
      type: 'fake_things',
      config: record({ id: null, name: 'a' }),
    })

  test('has a complete result', async () => {
    expect(await read({ state: record({ id: '1' }), diagnostics: [] })).toStrictEqual({
      state: record({ id: '1', name: null }),
      diagnostics: [],
    })
  })

  test('that fails has none', async () => {
    expect(await read({ state, diagnostics: [error('no', 'why')] })).toMatchObject({
      state: null,
      diagnostics: [{ summary: 'no' }],
    })
  })

  test('leaves nothing unknown', async () => {
    expect(await read({ state: record({ id: unknown, name: 'a' }), diagnostics: [] })).toMatchObject({
      diagnostics: [{ severity: 'error' }],
    })
  })

  test('that throws, or does not exist, is a bug', async () => {
    const { server } = serve({
      dataSource: { type: 'fake_things', schema, read: () => Promise.reject(new Error('oh no')) },
    })
    expect(await server.readDataSource({ type: 'fake_things', config: state })).toMatchObject({
      state: null,
      diagnostics: [{ severity: 'error' }],
    })
    expect(await server.readDataSource({ type: 'fake_other', config: state })).toMatchObject({
      diagnostics: [{ severity: 'error' }],
    })
  })
})
