import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Fastify from 'fastify'
import type { Answer } from './answer.js'
import type { Call } from './call.js'
import { callFrom } from './call.js'
import type { Dialect } from './dialect.js'
import { sayError } from './error.js'
import type { Interference, SandboxRequest } from './interference.js'

export type Operation = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `:name` for parameters. */
  readonly path: string
  readonly answer: (call: Call) => Answer
}

export type ServiceOptions = {
  readonly platform: SandboxRequest['platform']
  readonly operations: readonly Operation[]
  readonly dialect: Dialect
  readonly clock: () => number
  readonly intercept: ((request: SandboxRequest) => Interference | undefined) | undefined
  /** Headers of every answer, and the answer itself where the request goes no further. */
  readonly gate?: (call: Call) => { readonly headers: Readonly<Record<string, string>>; readonly refusal?: Answer }
  /** Makes what a handler changed durable. */
  readonly store: { changed(): void; settled(): Promise<void> }
}

/** No role of any of the platforms comes near it. */
const bodyLimit = 1_048_576

/** In milliseconds: how long requests that are under way may take once the service is told to close. */
const grace = 500

type Request = FastifyRequest<{ Params: Record<string, string> }>

const send = (reply: FastifyReply, { status, body, headers = {} }: Answer): FastifyReply => {
  reply.code(status).headers(headers)
  return body === undefined ? reply.send() : reply.type('application/json; charset=utf-8').send(JSON.stringify(body))
}

/** Fastify's own failures are the client's where they carry a status below 500. */
const sayFailure = (error: unknown, dialect: Dialect, requestId: string): Answer => {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500
  if (typeof status !== 'number' || status >= 500) {
    return dialect({ kind: 'failed', message: sayError(error) }, requestId)
  }
  const tooLarge = `The request body is larger than ${bodyLimit} bytes.`
  return dialect({ kind: 'unreadable-body', message: status === 413 ? tooLarge : sayError(error) }, requestId)
}

/** Requests that are handled twice, as if something on the way had sent them again. */
type Replayed = WeakSet<FastifyRequest>

const interfere = (app: FastifyInstance, { platform, intercept }: ServiceOptions, replayed: Replayed): void => {
  if (!intercept) return
  const lost = new WeakSet<FastifyRequest>()
  app.addHook('onRequest', async (request, reply) => {
    const interference = intercept({ platform, method: request.method, url: request.url })
    if (interference?.kind === 'lose-answer') lost.add(request)
    if (interference?.kind === 'replay') replayed.add(request)
    if (interference?.kind === 'lose-request') {
      reply.hijack()
      request.raw.socket.destroy()
    }
    if (interference?.kind !== 'answer') return
    return reply
      .code(interference.status)
      .headers(interference.headers ?? {})
      .send(interference.body ?? '')
  })
  app.addHook('onSend', async (request) => {
    if (lost.has(request)) request.raw.socket.destroy()
  })
}

/**
 * Closing ends every connection: an idle one at once, one with a request under way with its answer, and
 * what then is still open after the grace, be it half a request or a client that never sent one.
 */
const closeInTime = (app: FastifyInstance): void => {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
    setTimeout(() => app.server.closeAllConnections(), grace).unref()
  })
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
  })
}

/** An HTTP service over its operations. An answer leaves only once what it tells of is durable. */
export const createService = (options: ServiceOptions): FastifyInstance => {
  const { operations, dialect, clock, gate, store } = options
  const app = Fastify({
    bodyLimit,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 1000 },
    frameworkErrors: (_error, request, reply) => void send(reply, dialect({ kind: 'unknown-path' }, request.id)),
  })
  // Bodies stay text: who may not ask is told so before anything is said of the body.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))

  app.addHook('onRequest', async (_request, reply) => void reply.header('date', new Date(clock()).toUTCString()))
  closeInTime(app)
  const replayed: Replayed = new WeakSet()
  interfere(app, options, replayed)
  if (gate) {
    app.addHook('onRequest', async (request: Request, reply) => {
      const { headers, refusal } = gate(callFrom(request, clock()))
      reply.headers(headers)
      return refusal && send(reply, refusal)
    })
  }
  for (const { method, path, answer } of operations) {
    app.route({
      method,
      url: path,
      handler: async (request: Request, reply) => {
        if (replayed.has(request)) answer(callFrom(request, clock()))
        const said = answer(callFrom(request, clock()))
        if (method !== 'GET' && said.status < 300) store.changed()
        await store.settled()
        return send(reply, said)
      },
    })
  }
  app.setNotFoundHandler((request, reply) => send(reply, dialect({ kind: 'unknown-path' }, request.id)))
  app.setErrorHandler((error, request, reply) => send(reply, sayFailure(error, dialect, request.id)))
  return app
}
