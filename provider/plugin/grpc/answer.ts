import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import type { Log } from '../log.js'
import { frame, readMessage } from './frame.js'
import type { GrpcCall, GrpcMethod, StreamMethod, UnaryMethod } from './service.js'
import type { StatusCode } from './status.js'
import { grpcStatus, StatusError, trailers } from './status.js'

const contentType = 'application/grpc'

const isGone = (stream: ServerHttp2Stream): boolean => stream.destroyed || stream.closed

const sendHeaders = (stream: ServerHttp2Stream): void =>
  stream.respond({ ':status': 200, 'content-type': contentType }, { waitForTrailers: true })

const end = (stream: ServerHttp2Stream, code: StatusCode, message?: string): void => {
  if (isGone(stream)) return
  if (!stream.headersSent) {
    stream.respond({ ':status': 200, 'content-type': contentType, ...trailers(code, message) }, { endStream: true })
    return
  }
  stream.once('wantTrailers', () => stream.sendTrailers(trailers(code, message)))
  stream.end()
}

/** Until the client has read enough, or is gone. */
const writable = (stream: ServerHttp2Stream): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      stream.off('drain', done).off('close', done)
      resolve()
    }
    stream.on('drain', done).on('close', done)
  })

const answerUnary = async (
  stream: ServerHttp2Stream,
  method: UnaryMethod,
  request: Uint8Array,
  call: GrpcCall,
): Promise<void> => {
  const reply = await method.handle(request, call)
  if (isGone(stream)) return
  sendHeaders(stream)
  stream.write(frame(reply))
}

const answerStream = async (
  stream: ServerHttp2Stream,
  method: StreamMethod,
  request: Uint8Array,
  call: GrpcCall,
): Promise<void> => {
  // At once, since the first message may be long in coming.
  sendHeaders(stream)
  for await (const reply of method.handle(request, call)) {
    if (isGone(stream)) return
    if (!stream.write(frame(reply))) await writable(stream)
  }
}

const problemOf = (error: unknown, path: string, log: Log): StatusError => {
  if (error instanceof StatusError) return error
  log.error('a call failed', { path, error })
  return new StatusError(grpcStatus.internal, error instanceof Error ? error.message : String(error))
}

/** Finds what a path calls; undefined where nothing is served there. */
export type FindMethod = (path: string) => GrpcMethod | undefined | Promise<GrpcMethod | undefined>

const answer = async (stream: ServerHttp2Stream, path: string, call: GrpcCall, find: FindMethod): Promise<void> => {
  // Reading starts before the method is found, because the provider may still be loading.
  const arriving = readMessage(stream)
  arriving.catch(() => undefined)
  const method = await find(path)
  if (!method) throw new StatusError(grpcStatus.unimplemented, `${path} is not served`)
  const request = await arriving
  if (method.kind === 'stream') return answerStream(stream, method, request, call)
  if (method.replied) stream.once('close', () => method.replied?.())
  return answerUnary(stream, method, request, call)
}

/** No abort signal: one costs more than the rest of an answer, and few calls look. */
const callOn = (stream: ServerHttp2Stream): GrpcCall => ({
  ended: () => new Promise((resolve) => (isGone(stream) ? resolve() : stream.once('close', resolve))),
})

/**
 * Answers gRPC calls on HTTP/2 streams, as many at once as the client makes. `grpc-timeout` is left
 * to the client, which cancels the call when it is over.
 */
export const createAnswer =
  (find: FindMethod, log: Log) =>
  (stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void => {
    // A reset by the client; what matters of it is told by 'close'.
    stream.on('error', () => undefined)
    if (headers[':method'] !== 'POST' || !headers['content-type']?.startsWith(contentType)) {
      stream.respond({ ':status': 415 }, { endStream: true })
      return
    }
    const path = headers[':path'] ?? ''
    answer(stream, path, callOn(stream), find).then(
      () => end(stream, grpcStatus.ok),
      (error: unknown) => {
        const { code, message } = problemOf(error, path, log)
        end(stream, code, message)
      },
    )
  }
