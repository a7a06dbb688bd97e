import { describe, expect, test } from 'vitest'
import { impliedType } from '../../../provider/framework/implied-type.js'
import type { Listed } from '../../../provider/framework/list.js'
import type { ProviderServer } from '../../../provider/framework/provider-server.js'
import * as messages from '../../../provider/rpc/messages/list.js'
import { providerService } from '../../../provider/rpc/provider-service.js'
import { encodeValue } from '../../../provider/value/msgpack.js'
import { recordOf } from '../../../provider/value/value.js'
import { serverWith, thing } from './server.js'

const record = recordOf([
  ['name', 'a'],
  ['tags', []],
  ['owner', null],
])
const config = { msgpack: encodeValue(record, impliedType(thing)) }

const collected = async (answers: AsyncIterable<Uint8Array>) => {
  const events = []
  for await (const answer of answers) events.push(messages.listResourceEvent.decode(answer))
  return events
}

const start = (server: ProviderServer, typeName: string) => {
  const method = providerService(server).methods['ListResource']
  if (method?.kind !== 'stream') throw new Error('ListResource is no stream')
  let cancel = (): void => undefined
  const ended = new Promise<void>((resolve) => (cancel = resolve))
  const request = messages.listResourceRequest.encode({ typeName, config, limit: 7, includeResourceObject: true })
  const answers = method.handle(request, { ended: () => ended })
  return { cancel, events: collected(answers) }
}

describe('a list', () => {
  test('is a message for each object, with what was asked for', async () => {
    const server = serverWith({
      listResource: async function* (call) {
        expect(call).toMatchObject({ type: 'test_thing', config: record, limit: 7, includeObject: true })
        yield { identity: recordOf([['name', 'a']]), displayName: 'A', object: record, diagnostics: [] }
      },
    })
    const [event, ...more] = await start(server, 'test_thing').events
    expect(event).toMatchObject({ displayName: 'A', resourceObject: { msgpack: new Uint8Array(config.msgpack) } })
    expect(event?.identity?.data?.msgpack?.length).toBeGreaterThan(0)
    expect(more).toEqual([])
  })

  test('of an unknown type, or one that breaks, tells so in a message', async () => {
    const named = await start(serverWith({}), 'test_other').events
    expect(named).toMatchObject([{ diagnostics: [{ severity: 1, summary: 'Unknown list resource "test_other"' }] }])
    const broken = await start(serverWith({}), 'test_thing').events
    expect(broken).toMatchObject([{ diagnostics: [{ severity: 1, detail: expect.stringContaining('broke') }] }])
  })

  test('ends when the client cancels it', async () => {
    const server = serverWith({
      listResource: async function* ({ signal }): AsyncGenerator<Listed> {
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
        yield* []
      },
    })
    const { cancel, events } = start(server, 'test_thing')
    cancel()
    expect(await events).toEqual([])
  })
})
