import { createServer } from 'node:http'
import { connect as connectTcp } from 'node:net'
import type { IncomingMessage, RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createClient, json } from '../../../provider/http/client.js'
import { failureOf, never, stillEnvironment, valueOf } from '../platforms/environment.js'
import type { Call, Service } from '../../../provider/http/service.js'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

const listen = async (server: Server): Promise<string> => {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  return `127.0.0.1:${address.port}`
}
const serve = async (handle: RequestListener): Promise<string> => `http://${await listen(createServer(handle))}`

const serviceAt = (baseUrl: string): Service => ({
  title: 'Roles',
  baseUrl,
  baseUrlSetting: 'roles.base_url',
  version: null,
  headers: { authorization: 'Bearer secret-4711' },
  secrets: ['secret-4711'],
  credentialSetting: 'roles.token',
  perSecond: {},
  readError: () => null,
})

const read: Call = { method: 'GET', path: ['x'], repeatable: true, action: 'read x', permission: 'a right' }
const write: Call = { ...read, method: 'POST', body: {}, repeatable: false, action: 'write x' }

const whole = json((value) => ({ value }))

type More = {
  readonly variables?: Record<string, string>
  readonly maxAttempts?: number
  readonly milliseconds?: number
}

const clientAt = (baseUrl: string, { variables = {}, maxAttempts = 1, milliseconds = 10_000 }: More = {}) => {
  const { environment, ...rest } = stillEnvironment({ maxAttempts, attemptMilliseconds: milliseconds })
  return { client: createClient(serviceAt(baseUrl), { ...environment, variables }), ...rest }
}

describe('a server', () => {
  test('that does not answer is not waited for', async () => {
    const url = await serve(() => undefined)
    const failure = failureOf(await clientAt(url, { milliseconds: 60 }).client.send(write, whole, never))
    expect(failure).toMatchObject({ kind: 'no-answer', status: null, ambiguous: true })
    expect(failure.detail).toContain('did not finish its answer within 0.06 seconds')
  })

  test('that never ends its answer is not waited for', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"a":')
      const drip = setInterval(() => response.write(' '), 10)
      response.on('close', () => clearInterval(drip))
    })
    const { client, waits } = clientAt(url, { milliseconds: 80, maxAttempts: 2 })
    expect(failureOf(await client.send(read, whole, never)).kind).toBe('no-answer')
    expect(waits).toHaveLength(1)
  })

  test('that breaks off in its answer is asked again', async () => {
    let count = 0
    const url = await serve((_request, response) => {
      count += 1
      response.writeHead(200, { 'content-length': '9' })
      if (count > 1) return response.end('{"a":1  }')
      response.write('{"a":')
      return setImmediate(() => response.destroy())
    })
    expect(valueOf(await clientAt(url, { maxAttempts: 2 }).client.send(read, whole, never))).toEqual({ a: 1 })
  })

  test('that answers without end is cut off', async () => {
    const url = await serve((_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024, ' ')
      const pour = (): void => {
        while (response.write(chunk));
      }
      response.on('drain', pour)
      pour()
    })
    const { client, waits } = clientAt(url, { maxAttempts: 3 })
    const failure = failureOf(await client.send(read, whole, never))
    expect(failure.detail).toContain('longer than 32 MB')
    expect(waits).toEqual([])
  })

  test('gets the path, the headers and the body as they were meant', async () => {
    const seen: { url: string | undefined; headers: IncomingMessage['headers']; body: string }[] = []
    const url = await serve((request, response) => {
      let body = ''
      request.on('data', (chunk) => (body += chunk))
      request.on('end', () => {
        seen.push({ url: request.url, headers: request.headers, body })
        response.end('{}')
      })
    })
    const call = {
      ...write,
      path: ['a b', 'ä/ö'],
      query: { q: 'ü&=' },
      headers: { 'x-place': 'p' },
      body: { name: 'é' },
    }
    valueOf(await clientAt(`${url}/base/`).client.send(call, whole, never))
    expect(seen).toEqual([
      {
        url: '/base/a%20b/%C3%A4%2F%C3%B6?q=%C3%BC%26%3D',
        body: '{"name":"é"}',
        headers: expect.objectContaining({
          authorization: 'Bearer secret-4711',
          'user-agent': 'terraform-provider-rolecall/test',
          'content-type': 'application/json',
          'x-place': 'p',
        }),
      },
    ])
  })

  test('whose name nobody knows is not asked again', async () => {
    const { client, waits } = clientAt('http://roles.invalid', { maxAttempts: 3 })
    const failure = failureOf(await client.send(write, whole, never))
    expect(failure).toMatchObject({ kind: 'no-answer', ambiguous: false })
    expect(failure.detail).toMatch(/host name roles\.invalid/)
    expect(waits.length).toBeLessThan(3)
  })

  test('has all requests wait where one came too soon', async () => {
    let refusals = 1
    const url = await serve((_request, response) => {
      if (refusals > 0) {
        refusals -= 1
        response.writeHead(429, { 'retry-after': '5' })
      }
      response.end('{}')
    })
    const { client, waits } = clientAt(url, { maxAttempts: 2 })
    valueOf(await client.send(read, whole, never))
    valueOf(await client.send(read, whole, never))
    expect(waits).toHaveLength(1)
  })

  test('that is asked while the run is stopped is let go of, if it only reads', async () => {
    const control = new AbortController()
    const url = await serve(() => control.abort())
    const failure = failureOf(await clientAt(url).client.send(read, whole, { signal: control.signal }))
    expect(failure).toMatchObject({ kind: 'cancelled', ambiguous: false })
  })
})

describe('a proxy', () => {
  test('gets plain requests whole, with its own credential', async () => {
    const seen: unknown[] = []
    const proxy = await serve((request, response) => {
      seen.push([request.method, request.url, request.headers['proxy-authorization']])
      response.end('{"through":"proxy"}')
    })
    const variables = { HTTP_PROXY: proxy.replace('//', '//me:p%40ss@') }
    const { client } = clientAt('http://roles.invalid/v1', { variables })
    expect(valueOf(await client.send(read, whole, never))).toEqual({ through: 'proxy' })
    const credential = `Basic ${Buffer.from('me:p@ss').toString('base64')}`
    expect(seen).toEqual([['GET', 'http://roles.invalid/v1/x', credential]])
  })

  test('may have a password with a bare percent sign', async () => {
    const seen: unknown[] = []
    const proxy = await serve((request, response) => {
      seen.push(request.headers['proxy-authorization'])
      response.end('{}')
    })
    const { client } = clientAt('http://roles.invalid', {
      variables: { HTTP_PROXY: proxy.replace('//', '//me:100%@') },
    })
    valueOf(await client.send(read, whole, never))
    expect(seen).toEqual([`Basic ${Buffer.from('me:100%').toString('base64')}`])
  })

  test('makes a tunnel for TLS, and is blamed where it does not', async () => {
    const server = createServer()
    const asked: string[] = []
    server.on('connect', (request, socket) => {
      asked.push(request.url ?? '')
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    })
    const variables = { https_proxy: `http://me:hidden@${await listen(server)}` }
    const { client, log } = clientAt('https://roles.invalid', { variables, maxAttempts: 2 })
    const failure = failureOf(await client.send(write, whole, never))
    expect(asked).toEqual(['roles.invalid:443'])
    expect(failure).toMatchObject({ kind: 'no-answer', ambiguous: false })
    expect(failure.detail).toContain('the proxy refuses: Proxy response (403)')
    expect(JSON.stringify([failure, log])).not.toContain('hidden')
  })

  test('that does not listen is named', async () => {
    const { client } = clientAt('https://roles.invalid', { variables: { HTTPS_PROXY: 'http://me:hidden@127.0.0.1:1' } })
    const failure = failureOf(await client.send(write, whole, never))
    expect(failure.detail).toContain('nothing accepts connections at the proxy 127.0.0.1:1')
    expect(failure.detail).not.toContain('hidden')
  })

  test('leads through its tunnel to the server', async () => {
    const target = await listen(createServer((_request, response) => void response.end('{}')))
    const server = createServer()
    server.on('connect', (request, socket) => {
      const [, port] = target.split(':')
      const onward = connectTcp(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        onward.pipe(socket)
        socket.pipe(onward)
      })
      socket.on('error', () => onward.destroy())
      onward.on('error', () => socket.destroy())
    })
    const variables = { HTTPS_PROXY: `http://${await listen(server)}` }
    // The server behind it speaks no TLS, so the handshake fails: past the proxy, in the tunnel.
    const failure = failureOf(await clientAt('https://roles.invalid', { variables }).client.send(write, whole, never))
    expect(failure).toMatchObject({ kind: 'no-answer', ambiguous: false })
    expect(failure.detail).toContain('no TLS connection to roles.invalid could be made')
  })

  test('that cannot be used is a matter of the settings', async () => {
    const { client } = clientAt('https://roles.invalid', { variables: { HTTPS_PROXY: 'socks5://p' } })
    expect(failureOf(await client.send(read, whole, never))).toMatchObject({ kind: 'invalid', status: null })
  })
})
