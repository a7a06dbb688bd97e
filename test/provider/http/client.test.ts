import type { IncomingMessage, RequestListener, Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect as connectTcp } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { createClient } from '../../../provider/http/client.js'
import { json } from '../../../provider/http/reading.js'
import type { Call, Service } from '../../../provider/http/service.js'
import { failureOf, never, stillEnvironment, valueOf } from '../platforms/environment.js'

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
  httpSetting: null,
  version: null,
  headers: { authorization: 'Bearer secret-4711' },
  secrets: ['secret-4711'],
  credentialSetting: 'roles.token',
  perSecond: {},
  holders: 'people',
  readError: () => null,
})

const read: Call = {
  operation: 'read',
  method: 'GET',
  path: ['x'],
  repeatable: true,
  action: 'read x',
  permission: 'a right',
}
const write: Call = { ...read, operation: 'create', method: 'POST', body: {}, repeatable: false, action: 'write x' }

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
    expect(failure.detail).toMatch(/the proxy 127\.0\.0\.1:\d+ refuses a tunnel to roles\.invalid: 403 Forbidden\./)
    expect(JSON.stringify([failure, log])).not.toContain('hidden')
  })

  test.each([
    ['', /the proxy \S+ wants credentials; set (HTTPS?_PROXY) to http:\/\/USER:PASSWORD@/i],
    ['me:hidden@', /the proxy \S+ does not accept the user and password in (HTTPS?_PROXY)/i],
  ])('that wants credentials with %j is answered where it is set', async (given, says) => {
    const server = createServer((_request, response) => {
      response.writeHead(407, { 'proxy-authenticate': 'Basic' })
      response.end('<h1>Sign in</h1>')
    })
    server.on('connect', (_request, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'))
    const proxy = `http://${given}${await listen(server)}`
    for (const [url, variable] of [
      ['https://roles.invalid', 'https_proxy'],
      ['http://roles.invalid', 'HTTP_PROXY'],
    ] as const) {
      const { client, log } = clientAt(url, { variables: { [variable]: proxy }, maxAttempts: 2 })
      const failure = failureOf(await client.send(write, whole, never))
      expect(failure).toMatchObject({ kind: 'no-answer', ambiguous: false })
      expect(says.exec(failure.detail)?.[1]).toBe(variable)
      expect(failure.detail).toContain('407 Proxy Authentication Required')
      expect(JSON.stringify([failure, log])).not.toMatch(/hidden|HTTP Tunneling/)
    }
  })

  test('that nobody set, and that wants credentials, is told from the server', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(407)
      response.end()
    })
    const failure = failureOf(await clientAt(url).client.send(read, whole, never))
    expect(failure).toMatchObject({ kind: 'no-answer', status: 407 })
    expect(failure.detail).toContain(
      'A proxy on the way wants credentials; set HTTPS_PROXY to http://USER:PASSWORD@PROXY.',
    )
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

describe('an answer of another kind', () => {
  test.each(['gzip', 'br'])('is compressed by %s: asked not to be, and not unpacked', async (encoding) => {
    const asked: unknown[] = []
    const url = await serve((request, response) => {
      asked.push(request.headers['accept-encoding'])
      response.writeHead(request.url === '/x' ? 200 : 403, {
        'content-type': 'application/json',
        'content-encoding': encoding,
      })
      response.end(gzipSync('{"a":1}'))
    })
    for (const path of [['x'], ['y']]) {
      const { detail } = failureOf(await clientAt(url).client.send({ ...read, path }, whole, never))
      expect(detail).toContain(`compressed (content-encoding: ${encoding}) although the request asked for it as it is`)
      expect(detail).not.toContain('\ufffd')
    }
    expect(asked).toEqual(['identity', 'identity'])
  })

  test('may carry an encoding that is none', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'identity' })
      response.end('{"a":1}')
    })
    expect(valueOf(await clientAt(url).client.send(read, whole, never))).toEqual({ a: 1 })
  })

  test.each([
    [
      'text/html; charset=utf-8',
      '<html><title>Portal</title></html>',
      /content type is text\/html; charset=utf-8: Portal/,
    ],
    ['text/plain', 'upstream down', /content type is text\/plain: upstream down/],
  ])('of %s is named by its type', async (type, body, says) => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': type })
      response.end(body)
    })
    expect(failureOf(await clientAt(url).client.send(read, whole, never)).detail).toMatch(says)
  })

  test.each([
    ['{"message":"Role quota reached"}', 'Role quota reached'],
    ['{"error":{"message":"Role quota reached"}}', 'Role quota reached'],
    ['{"error":"Role quota reached"}', 'Role quota reached'],
  ])('%s is shown by what it says', async (body, said) => {
    const url = await serve((_request, response) => {
      response.writeHead(422, { 'content-type': 'application/json' })
      response.end(body)
    })
    const { detail } = failureOf(await clientAt(url).client.send(write, whole, never))
    expect(detail).toContain(`The answer says: ${said}`)
    expect(detail).toContain('may come from Roles or from something in between')
    expect(detail).not.toContain('{')
  })

  test.each([
    ['javascript:alert(1)', 'It redirects to "javascript:alert(1)", which is no web address.'],
    ['file:///etc/passwd', 'It redirects to "file:///etc/passwd", which is no web address.'],
    ['https://', 'It redirects to "https://", which is no web address.'],
    ['data:text/html,"x"', 'It redirects to "data:text/html,\\"x\\"", which is no web address.'],
    ['', 'It redirects, but does not say where to.'],
    ['  ', 'It redirects, but does not say where to.'],
    [null, 'It redirects, but does not say where to.'],
    ['https://me:pw@other.example/login?token=t', 'It redirects to https://other.example/login.'],
  ])('redirects to %j', async (location, says) => {
    const url = await serve((_request, response) => {
      response.writeHead(302, location === null ? {} : { location })
      response.end()
    })
    const { detail } = failureOf(await clientAt(url).client.send(read, whole, never))
    expect(detail).toContain(says)
    expect(detail).not.toMatch(/null|pw@|token=t/)
  })
})

describe('a base URL', () => {
  test('is shown by scheme, host and port alone, whatever the server repeats', async () => {
    const url = await serve((request, response) => {
      const redirects = request.url?.endsWith('/to') === true
      response.writeHead(redirects ? 302 : 400, redirects ? { location: `${request.url}/there` } : {})
      response.end(`{"message":"no route ${request.url} for t0ken-in-the-path"}`)
    })
    for (const path of [['x'], ['to']]) {
      const { client, log } = clientAt(`${url}/api/t0ken-in-the-path/v1`, { maxAttempts: 1 })
      const failure = failureOf(await client.send({ ...read, path }, whole, never))
      expect(failure.detail).toContain(`GET ${url}/…/${path[0]}`)
      expect(log[0]?.message).toBe(`Roles GET /…/${path[0]}`)
      expect(JSON.stringify([failure, log])).not.toMatch(/t0ken|\/v1/)
    }
    const { client } = clientAt('http://127.0.0.1:1/t0ken-in-the-path')
    const stopped = failureOf(await client.send(read, whole, { signal: AbortSignal.abort() }))
    expect(JSON.stringify([failureOf(await client.send(read, whole, never)), stopped])).not.toContain('t0ken')
  })

  test('of http to another machine is not asked, unless that is allowed', async () => {
    const service = { ...serviceAt('http://roles.example.com'), httpSetting: 'roles.allow_http' }
    const { environment, log } = stillEnvironment()
    const failure = failureOf(await createClient(service, environment).send(read, whole, never))
    expect(failure).toMatchObject({ kind: 'invalid', status: null })
    expect(failure.detail).toMatch(
      /^Nothing was sent: roles\.base_url begins with http:\/\/[\s\S]*roles\.allow_http = true/,
    )
    expect(log).toEqual([])
    const local = await serve((_request, response) => void response.end('{}'))
    for (const baseUrl of [local, local.replace('127.0.0.1', 'localhost')]) {
      expect((await createClient({ ...service, baseUrl }, environment).send(read, whole, never)).ok).toBe(true)
    }
  })
})

describe('a deletion that is refused', () => {
  const remove: Call = {
    ...read,
    operation: 'delete',
    method: 'DELETE',
    repeatable: true,
    action: 'delete x',
    whose: 'the team t',
  }

  /** A server that says this until it was asked often enough. */
  const refusing = async (message: string, times = Infinity, headers: Record<string, string> = {}) => {
    let asked = 0
    const url = await serve((_request, response) => {
      asked += 1
      response.writeHead(asked > times ? 200 : 409, headers)
      response.end(JSON.stringify({ message }))
    })
    const still = stillEnvironment()
    const service: Service = {
      ...serviceAt(url),
      readError: (body) => ({
        message: (body as { message: string }).message,
        requestId: null,
        code: null,
        notices: [],
        fields: [],
      }),
    }
    return {
      ...still,
      service,
      client: createClient(service, { ...still.environment, variables: {} }),
      asked: () => asked,
    }
  }

  test.each(['Role is assigned to 3 teams', 'Role cannot be deleted: it is in use', 'Conflict'])(
    'by %j is tried again',
    async (message) => {
      const { client, waits, asked } = await refusing(message, 6)
      expect((await client.send(remove, whole, never)).ok).toBe(true)
      expect(asked()).toBe(7)
      expect(waits).toEqual([375, 750, 1500, 3000, 6000, 12_000])
    },
  )

  test('for longer than is allowed says who has to let go', async () => {
    const { client, waits } = await refusing('Role is assigned to 3 teams')
    const failure = failureOf(await client.send(remove, whole, never))
    expect(failure).toMatchObject({ kind: 'conflict', status: 409, ambiguous: false })
    expect(failure.summary).toBe('Roles could not delete x: it is still assigned')
    expect(failure.detail).toMatch(/Role is assigned to 3 teams[\s\S]*those who have it: people\.[\s\S]*2 minutes/)
    expect(failure.detail).not.toMatch(/Import|another name/)
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(120_000)
  })

  test('is not waited for longer than the settings allow, nor than the service asks', async () => {
    const { service, environment, waits } = await refusing('assigned')
    const client = createClient(service, { ...environment, retry: { maxAttempts: 3, maxWaitSeconds: 0 } })
    expect(failureOf(await client.send(remove, whole, never)).detail).toContain('allows no wait')
    expect(waits).toEqual([])
    const patient = await refusing('assigned', 1, { 'retry-after': '7' })
    expect((await patient.client.send(remove, whole, never)).ok).toBe(true)
    expect(patient.waits).toEqual([7000])
  })

  test.each(['The admin role cannot be deleted', 'This is a built-in role', 'System roles are immutable'])(
    'by %j is not',
    async (message) => {
      const { client, asked } = await refusing(message)
      const failure = failureOf(await client.send(remove, whole, never))
      expect(asked()).toBe(1)
      expect(failure.detail).toContain('terraform state rm')
      expect(failure.detail).not.toMatch(/Import|another name/)
    },
  )

  test('ends its wait when the run is stopped', async () => {
    const control = new AbortController()
    const { service, environment, asked } = await refusing('Role is assigned')
    const { timing } = environment
    if (!timing) throw new Error('no timing')
    const client = createClient(service, {
      ...environment,
      timing: { ...timing, sleep: async () => control.abort() },
    })
    const failure = failureOf(await client.send(remove, whole, { signal: control.signal }))
    expect(failure).toMatchObject({ kind: 'cancelled', ambiguous: false })
    expect(failure.detail).toMatch(/409 Conflict[\s\S]*Role is assigned/)
    expect(asked()).toBe(1)
  })

  test('with 404 speaks of the role, and a creation with 404 of its place', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(404)
      response.end('{"message":"Not found"}')
    })
    const service: Service = {
      ...serviceAt(url),
      readError: () => ({ message: 'Not found', requestId: null, code: null, notices: [], fields: [] }),
    }
    const client = createClient(service, stillEnvironment().environment)
    expect(failureOf(await client.send(remove, whole, never)).detail).toContain('It may have been deleted')
    for (const operation of ['create', 'list'] as const) {
      const call: Call = { ...write, operation, whose: 'the team t' }
      const { summary, detail } = failureOf(await client.send(call, whole, never))
      expect(summary).toContain('the team t was not found')
      expect(detail).toMatch(
        /the team t does not exist[\s\S]*its plan has no custom roles[\s\S]*roles\.base_url is wrong/,
      )
      expect(detail).not.toContain('deleted')
    }
  })
})
