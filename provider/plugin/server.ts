import { X509Certificate } from 'node:crypto'
import { createSecureServer, createServer } from 'node:http2'
import type { Http2Server, ServerHttp2Session } from 'node:http2'
import { TLSSocket } from 'node:tls'
import type { ServerIdentity } from './certificate.js'
import { createAnswer } from './grpc/answer.js'
import type { FindMethod } from './grpc/answer.js'
import type { Log } from './log.js'

const options = {
  // Node would refuse calls once 10 MB are in flight.
  maxSessionMemory: Number.MAX_SAFE_INTEGER,
  // Else a message needs a round trip every 64 KiB.
  settings: { initialWindowSize: 4 * 1024 * 1024 },
}

/** Exactly the certificate that we were told of: what holds our tokens talks to nobody else. */
const isPinned = (session: ServerHttp2Session, expected: Buffer): boolean => {
  const { socket } = session
  const presented = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined
  return presented !== undefined && presented.raw.equals(expected)
}

export type Transport = {
  /** With TLS and a client certificate required; null for neither. */
  readonly tls: { readonly identity: ServerIdentity; readonly clientCertificate: string } | null
  readonly find: FindMethod
  readonly log: Log
  readonly onSession?: (session: ServerHttp2Session) => void
}

const createSecure = ({ identity, clientCertificate }: NonNullable<Transport['tls']>): Http2Server =>
  createSecureServer({
    ...options,
    key: identity.key,
    cert: identity.certificate,
    // The client's own certificate is the only root. Naming any root also keeps node from loading its store.
    ca: [clientCertificate],
    requestCert: true,
    rejectUnauthorized: true,
  })

/** An HTTP/2 server for gRPC. A stream is only ever handled on a session whose client was checked. */
export const createGrpcServer = ({ tls, find, log, onSession }: Transport): Http2Server => {
  const answer = createAnswer(find, log)
  const pin = tls && new X509Certificate(tls.clientCertificate).raw
  const server = tls ? createSecure(tls) : createServer(options)
  server.on('session', (session) => {
    session.on('error', (error: Error) => log.debug('a connection failed', { error }))
    if (pin && !isPinned(session, pin)) {
      log.warn('a client was refused: its certificate is not that of the process that started this one')
      session.destroy()
      return
    }
    session.on('stream', answer)
    onSession?.(session)
  })
  server.on('tlsClientError', (error: Error) => log.warn('a client was refused', { error }))
  return server
}
