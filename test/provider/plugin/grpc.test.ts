import { once } from 'node:events'
import type { ClientHttp2Session } from 'node:http2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { frame } from '../../../provider/plugin/grpc/frame.js'
import { createLog } from '../../../provider/plugin/log.js'
import type { Reattached } from '../../../provider/plugin/reattach.js'
import { startReattached } from '../../../provider/plugin/reattach.js'
import { call, connectTo, open, receive } from './client.js'
import { sample } from './fixtures/sample.js'

let served: Reattached
let session: ClientHttp2Session
beforeAll(async () => {
  served = await startReattached({ sources: ['example.com/a/b'], services: [sample], log: createLog('sample', {}) })
  const { Addr } = JSON.parse(served.environment.TF_REATTACH_PROVIDERS)['example.com/a/b']
  session = await connectTo({ network: Addr.Network, text: Addr.String, certificate: null })
})
afterAll(async () => {
  session.destroy()
  await served.close()
})

describe('unary calls', () => {
  test.each([0, 1, 65_535, 16_384 * 5, 20 * 1024 * 1024])('carry a message of %d bytes', async (length) => {
    const message = Buffer.alloc(length, 'x')
    const reply = await call(session, '/sample.Sample/Echo', message)
    expect(reply.code).toBe(0)
    expect(reply.messages[0]?.equals(message)).toBe(true)
  })

  test('run at the same time', async () => {
    const waiting = open(session, '/sample.Sample/Wait')
    waiting.end(frame(Buffer.of()))
    waiting.on('error', () => undefined)
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, index) => call(session, '/sample.Sample/Echo', Buffer.from(String(index)))),
    )
    expect(replies.map(({ messages }) => String(messages[0]))).toEqual(
      Array.from({ length: 200 }, (_, index) => String(index)),
    )
    waiting.destroy()
  })

  test('take a message in pieces', async () => {
    const stream = open(session, '/sample.Sample/Echo')
    for (const byte of frame(Buffer.from('in pieces'))) {
      stream.write(Buffer.of(byte))
      await new Promise(setImmediate)
    }
    stream.end()
    expect(await receive(stream)).toMatchObject({ code: 0, messages: [Buffer.from('in pieces')] })
  })

  test('abort when the client cancels', async () => {
    const cancelled = async () => Number((await call(session, '/sample.Sample/Cancelled')).messages[0])
    const before = await cancelled()
    const stream = open(session, '/sample.Sample/Wait')
    stream.end(frame(Buffer.of()))
    await call(session, '/sample.Sample/Echo')
    stream.close(8)
    await once(stream, 'close')
    expect(await cancelled()).toBe(before + 1)
  })
})

describe('a status', () => {
  test('of a StatusError carries its text percent-encoded', async () => {
    expect(await call(session, '/sample.Sample/Refuse')).toEqual({ code: 3, message: '100 % né\n', messages: [] })
  })

  test('is internal for anything else that is thrown', async () => {
    expect(await call(session, '/sample.Sample/Break')).toEqual({ code: 13, message: 'broken', messages: [] })
  })

  test.each([
    '/sample.Sample/Nothing',
    '/tfplugin6.Provider/GetMetadata',
    '/',
    '/sample.Sample/constructor',
    '/plugin.GRPCBroker/StartStream',
  ])('is unimplemented for %s', async (path) => {
    expect(await call(session, path)).toMatchObject({ code: 12, messages: [] })
  })

  test.each([
    ['no message', [], 13],
    ['half a header', [Buffer.of(0, 0)], 13],
    ['half a message', [Buffer.of(0, 0, 0, 0, 2, 1)], 13],
    ['two messages', [frame(Buffer.of(1)), frame(Buffer.of(2))], 13],
    ['a compressed message', [Buffer.of(1, 0, 0, 0, 1, 1)], 12],
    ['a message over 256 MiB', [Buffer.of(0, 0x10, 0, 0, 1)], 8],
  ])('tells of %s', async (_name, parts, code) => {
    const stream = open(session, '/sample.Sample/Echo')
    for (const part of parts) stream.write(part)
    stream.end()
    expect(await receive(stream)).toMatchObject({ code, messages: [] })
  })

  test('of HTTP answers what is no gRPC', async () => {
    const stream = session.request({ ':path': '/sample.Sample/Echo' })
    const [headers] = await once(stream, 'response')
    expect(headers[':status']).toBe(415)
    stream.destroy()
  })
})

describe('server streams', () => {
  test('carry every message, also to a client that reads slowly', async () => {
    const stream = open(session, '/sample.Sample/Count')
    stream.end(frame(Buffer.alloc(100)))
    stream.pause()
    await call(session, '/sample.Sample/Echo')
    const received = receive(stream)
    stream.resume()
    const { code, messages } = await received
    expect(code).toBe(0)
    expect(messages.map((message) => message[99_999])).toEqual(Array.from({ length: 100 }, (_, index) => index))
  })
})

describe("go-plugin's own services", () => {
  test('health knows the plugin and nothing else', async () => {
    expect(await call(session, '/grpc.health.v1.Health/Check', Buffer.from('\x0a\x06plugin'))).toMatchObject({
      code: 0,
      messages: [Buffer.of(8, 1)],
    })
    expect(await call(session, '/grpc.health.v1.Health/Check')).toMatchObject({ code: 0, messages: [Buffer.of(8, 1)] })
    expect(await call(session, '/grpc.health.v1.Health/Check', Buffer.from('\x0a\x05other'))).toMatchObject({ code: 5 })
  })

  test('the controller is answered, and ends nothing that it did not start', async () => {
    expect(await call(session, '/plugin.GRPCController/Shutdown')).toMatchObject({ code: 0 })
    expect(await call(session, '/sample.Sample/Echo')).toMatchObject({ code: 0 })
  })
})
