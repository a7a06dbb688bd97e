import { X509Certificate } from 'node:crypto'
import type { ServerHttp2Session } from 'node:http2'
import { createServer as createHttp2Server } from 'node:http2'
import type { Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { ServerIdentity } from './certificate.js'
import type { FindMethod } from './grpc/answer.js'
import { createAnswer } from './grpc/answer.js'
import type { Log } from './log.js'

const http2Options = {
  // Node would refuse calls once 10 MB are in flight.
  maxSessionMemory: Number.MAX_SAFE_INTEGER,
  // Else a message needs a round trip every 64 KiB.
  settings: { initialWindowSize: 4 * 1024 * 1024 },
}

export type Tls = { readonly identity: ServerIdentity; readonly clientCertificate: string }

export type Transport = {
  /** Requires exactly this client certificate; null for plain text. */
  readonly tls: Tls | null
  readonly find: FindMethod
  readonly log: Log
  readonly onSession?: (session: ServerHttp2Session) => void
}

/**
 * TLS in front of `inner`, which only ever sees connections of the one client that was announced.
 * There are no roots, hence no verdict from OpenSSL: the certificate must equal what we were told, byte
 * for byte. With roots, be it only the client's own, node loads its whole store first, and that takes as
 * long as everything else up to the handshake.
 */
const requireClient = (inner: Server, { identity, clientCertificate }: Tls, log: Log): Server => {
  const expected = new X509Certificate(clientCertificate).raw
  const server = createTlsServer({
    key: identity.key,
    cert: identity.certificate,
    ca: [],
    requestCert: true,
    rejectUnauthorized: false,
    ALPNProtocols: ['h2'],
  })
  server.on('secureConnection', (socket) => {
    const presented = socket.getPeerX509Certificate()
    if (presented?.raw.equals(expected)) {
      inner.emit('connection', socket)
      return
    }
    log.warn('a client was refused: it is not the process that started this one')
    socket.destroy()
  })
  server.on('tlsClientError', (error) => log.warn('a client was refused', { error }))
  return server
}

/** A server for gRPC, not listening yet. */
export const createGrpcServer = ({ tls, find, log, onSession }: Transport): Server => {
  const server = createHttp2Server(http2Options)
  server.on('stream', createAnswer(find, log))
  server.on('sessionError', (error) => log.debug('a connection failed', { error }))
  if (onSession) server.on('session', onSession)
  return tls ? requireClient(server, tls, log) : server
}
