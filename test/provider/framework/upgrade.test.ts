import { expect, test } from 'vitest'
import { error, warning } from '../../../provider/framework/diagnostic.js'
import type { Resource } from '../../../provider/framework/resource.js'
import { Decimal } from '../../../provider/value/decimal.js'
import type { Client } from './fake.js'
import { attribute, record, schemaOf, serve } from './fake.js'

const schema = (version: number) =>
  schemaOf(
    { id: attribute({ type: 'string', computed: true }), size: attribute({ type: 'number', optional: true }) },
    version,
  )

const upgrade = (version: number, state: string, own: Partial<Resource<Client>> = {}) =>
  serve({ resource: { schema: schema(0), ...own } }).server.upgradeResourceState({ type: 'fake_thing', version, state })

test('a state of the same version is read, its numbers exact, what is not in the schema dropped', async () => {
  const text = '{\n  "id": "1",\n  "size": 12345678901234567890,\n  "gone": {"a": 1}\n}'
  expect(await upgrade(0, text)).toStrictEqual({
    state: record({ id: '1', size: Decimal.of('12345678901234567890') }),
    diagnostics: [],
  })
})

test('what the state does not have yet is null', async () => {
  expect((await upgrade(0, '{"id": "1"}')).state).toStrictEqual(record({ id: '1', size: null }))
})

test('an older state goes through one upgrader after the other, with exact numbers', async () => {
  const seen: unknown[] = []
  const step = (from: number) => (state: unknown) => {
    seen.push([from, state])
    return { state: { ...(state as object), id: `${from + 1}` }, diagnostics: [warning(`from ${from}`, '')] }
  }
  const answer = await upgrade(1, '{"size": 9007199254740993}', {
    schema: schema(3),
    upgrade: { 0: step(0), 1: step(1), 2: step(2) },
  })
  expect(answer.state).toStrictEqual(record({ id: '3', size: Decimal.of('9007199254740993') }))
  expect(answer.diagnostics).toMatchObject([{ summary: 'from 1' }, { summary: 'from 2' }])
  expect(seen).toMatchObject([
    [1, {}],
    [2, { id: '2' }],
  ])
})

test('an upgrader that fails ends it', async () => {
  const fail = () => ({ state: null, diagnostics: [error('no', 'why')] })
  const never = () => {
    throw new Error('not called')
  }
  expect(await upgrade(0, '{}', { schema: schema(2), upgrade: { 0: fail, 1: never } })).toMatchObject({
    state: null,
    diagnostics: [{ summary: 'no' }],
  })
})

test('an upgrader that is missing or throws is a bug', async () => {
  expect(await upgrade(0, '{}', { schema: schema(1) })).toMatchObject({
    state: null,
    diagnostics: [{ summary: 'Bug in the provider: fake_thing cannot upgrade its state' }],
  })
  const thrower = () => {
    throw new Error('oh no')
  }
  expect(await upgrade(0, '{}', { schema: schema(1), upgrade: { 0: thrower } })).toMatchObject({
    state: null,
    diagnostics: [{ summary: 'Bug in the provider: upgrading the state of fake_thing failed' }],
  })
})

test('a state of a newer provider asks for that provider', async () => {
  const { state, diagnostics } = await upgrade(2, '{}')
  expect(state).toBe(null)
  expect(diagnostics[0]?.detail).toBe(
    'The state of this fake_thing has version 2, and this provider knows versions up to 0. Use the provider version that wrote it, or a later one.',
  )
})

test('a state that cannot be read says where', async () => {
  expect((await upgrade(0, '{"size": "x"}')).diagnostics[0]?.detail).toContain('size: a number is required')
  expect((await upgrade(0, '{"size": ')).diagnostics[0]?.detail).toContain('JSON ends too early')
  expect((await upgrade(0, '[]')).diagnostics).toMatchObject([
    { severity: 'error', summary: 'Saved state cannot be read' },
  ])
})
