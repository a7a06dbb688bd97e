import { describe, expect, test, vi } from 'vitest'
import { error } from '../../../provider/framework/diagnostic.js'
import type { ProviderFunction } from '../../../provider/framework/provider.js'
import type { Context } from '../../../provider/framework/resource.js'
import { listType } from '../../../provider/value/type.js'
import type { Client, FakeParts } from './fake.js'
import { attribute, noBytes, record, schemaOf, serve, unknown } from './fake.js'

const schema = schemaOf({ id: attribute({ type: 'string', computed: true }) })
const state = record({ id: '1' })

/** A server whose reads wait until they are let go, with the context that each of them got. */
const reading = (parts: FakeParts = {}) => {
  const contexts: Context<Client>[] = []
  const waiting: (() => void)[] = []
  const { server } = serve({
    resource: {
      schema,
      read: async (request, context) => {
        contexts.push(context)
        await new Promise<void>((resolve) => waiting.push(resolve))
        return { state: request.state, diagnostics: [] }
      },
    },
    ...parts,
  })
  const read = () => server.readResource({ type: 'fake_thing', state, private: noBytes })
  const underWay = (count: number) => vi.waitFor(() => expect(contexts).toHaveLength(count))
  return { server, read, contexts, underWay, release: () => waiting.splice(0).forEach((resolve) => resolve()) }
}

describe('configuration', () => {
  test('makes the client that later calls get, and a new one makes another', async () => {
    let count = 0
    const { server, read, contexts, underWay, release } = reading({
      configure: async () => ({ client: { name: `client ${(count += 1)}` }, diagnostics: [] }),
    })
    const calls = [read()]
    await server.configureProvider({ terraformVersion: '1.11.4', config: record({}) })
    calls.push(read())
    await server.configureProvider({ terraformVersion: '1.11.4', config: record({}) })
    calls.push(read())
    await underWay(3)
    release()
    await Promise.all(calls)
    expect(contexts.map(({ client }) => client)).toStrictEqual([null, { name: 'client 1' }, { name: 'client 2' }])
  })

  test('sees the version of Terraform and unknown values', async () => {
    const seen: unknown[] = []
    const { server } = serve({
      schema: schemaOf({ token: attribute({ type: 'string', optional: true }) }),
      configure: async (config, { terraformVersion, signal }) => {
        seen.push(config, terraformVersion, signal.aborted)
        return { client: null, diagnostics: [error('no', 'why')] }
      },
    })
    const { diagnostics } = await server.configureProvider({
      terraformVersion: '1.11.4',
      config: record({ token: unknown }),
    })
    expect(seen).toStrictEqual([record({ token: unknown }), '1.11.4', false])
    expect(diagnostics).toMatchObject([{ summary: 'no' }])
  })

  test('that throws is a bug and leaves no client of before', async () => {
    let fails = false
    const { server, read, contexts, underWay, release } = reading({
      configure: async () => {
        if (fails) throw new Error('oh no')
        return { client: { name: 'client' }, diagnostics: [] }
      },
    })
    await server.configureProvider({ terraformVersion: '1.11.4', config: record({}) })
    fails = true
    const { diagnostics } = await server.configureProvider({ terraformVersion: '1.11.4', config: record({}) })
    expect(diagnostics).toMatchObject([
      { severity: 'error', summary: 'Bug in the provider: configuring the provider failed' },
    ])
    const call = read()
    await underWay(1)
    release()
    await call
    expect(contexts[0]?.client).toBe(null)
  })
})

describe('an interruption', () => {
  test('reaches calls that run and calls that come, until the next configuration', async () => {
    const { server, read, contexts, underWay, release } = reading()
    const calls = [read()]
    await underWay(1)
    expect(contexts[0]?.signal.aborted).toBe(false)
    server.stop()
    calls.push(read())
    await underWay(2)
    await server.configureProvider({ terraformVersion: '1.11.4', config: record({}) })
    calls.push(read())
    await underWay(3)
    expect(contexts.map(({ signal }) => signal.aborted)).toStrictEqual([true, true, false])
    release()
    await Promise.all(calls)
  })
})

describe('a function', () => {
  const join: ProviderFunction = {
    name: 'join',
    summary: '',
    description: '',
    parameters: [{ name: 'first', type: 'string', description: '' }],
    variadic: { name: 'others', type: 'string', description: '', allowNull: true },
    returns: listType('string'),
    call: (args) => (args.includes('bad') ? { error: 'bad', argument: args.indexOf('bad') } : { value: args }),
  }
  const call = (args: Parameters<ProviderFunction['call']>[0], parts: Partial<ProviderFunction> = {}) =>
    serve({ function: { ...join, ...parts } }).server.callFunction({ name: 'join', args })

  test('answers', async () => {
    expect(await call(['a', null])).toStrictEqual({ value: ['a', null] })
    expect(await call(['a', 'bad'])).toStrictEqual({ error: 'bad', argument: 1 })
  })

  test('is not asked about what it does not take', async () => {
    expect(await call([])).toStrictEqual({ error: 'join takes at least 1 arguments (0 given)' })
    expect(await call([null])).toStrictEqual({ error: 'first must not be null', argument: 0 })
    expect(await call(['a', unknown])).toStrictEqual({ value: unknown })
  })

  test('that throws, answers in another type, or does not exist, is a bug', async () => {
    const thrower = (): never => {
      throw new Error('oh no')
    }
    for (const answer of [
      await call(['a'], { call: thrower }),
      await call(['a'], { call: () => ({ value: 'text' }) }),
    ]) {
      expect(answer).toMatchObject({ error: expect.stringMatching(/bug in the provider[\s\S]*Please report it/i) })
    }
    expect(await serve().server.callFunction({ name: 'none', args: [] })).toMatchObject({
      error: expect.stringContaining('none'),
    })
  })
})

test('calls run at once', async () => {
  const { read, underWay, release } = reading()
  const calls = Array.from({ length: 10 }, read)
  await underWay(10)
  release()
  expect(await Promise.all(calls)).toHaveLength(10)
})
