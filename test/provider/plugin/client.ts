import type { ClientHttp2Session, ClientHttp2Stream, IncomingHttpHeaders } from 'node:http2'
import { connect } from 'node:http2'
import { connect as connectSocket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { ServerIdentity } from '../../../provider/plugin/certificate.js'
import { frame } from '../../../provider/plugin/grpc/frame.js'

export type Reply = { readonly code: number; readonly message: string; readonly messages: readonly Buffer[] }

const parseFrames = (data: Buffer): Buffer[] => {
  const messages: Buffer[] = []
  for (let at = 0; at < data.length; ) {
    const length = data.readUInt32BE(at + 1)
    messages.push(data.subarray(at + 5, at + 5 + length))
    at += 5 + length
  }
  return messages
}

/** Ends when the server has: with what it sent and the status in its trailers. */
export const receive = async (stream: ClientHttp2Stream): Promise<Reply> => {
  let headers: IncomingHttpHeaders = {}
  const chunks: Buffer[] = []
  stream.on('response', (received) => (headers = { ...headers, ...received }))
  stream.on('trailers', (received) => (headers = { ...headers, ...received }))
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  await new Promise((resolve, reject) => stream.on('close', resolve).on('error', reject))
  return {
    code: Number(headers['grpc-status']),
    message: decodeURIComponent(String(headers['grpc-message'] ?? '')),
    messages: parseFrames(Buffer.concat(chunks)),
  }
}

export const open = (session: ClientHttp2Session, path: string): ClientHttp2Stream =>
  session.request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc', te: 'trailers' })

/** One call with one message. */
export const call = (session: ClientHttp2Session, path: string, message: Uint8Array = Buffer.of()): Promise<Reply> => {
  const stream = open(session, path)
  stream.end(frame(message))
  return receive(stream)
}

export type Endpoint = { readonly network: string; readonly text: string; readonly certificate: Buffer | null }

const socketOptions = ({ network, text }: Endpoint) => {
  if (network === 'unix') return { path: text }
  const [host = '', port = ''] = text.split(':')
  return { host, port: Number(port) }
}

/** A session as go-plugin opens it: the server's certificate is the only root, and must be for localhost. */
export const connectTo = (endpoint: Endpoint, identity?: ServerIdentity): Promise<ClientHttp2Session> =>
  new Promise((resolve, reject) => {
    const { certificate } = endpoint
    const pem =
      certificate && `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`
    const socket = connectSocket(socketOptions(endpoint))
    const secure = pem
      ? connectTls({
          socket,
          ca: [pem],
          servername: 'localhost',
          ALPNProtocols: ['h2'],
          ...(identity && { key: identity.key, cert: identity.certificate }),
        })
      : socket
    secure.on('error', reject)
    const session = connect('http://localhost', { createConnection: () => secure })
    session.on('error', reject)
    session.on('close', () => reject(new Error('the server closed the connection')))
    // In TLS 1.3 a client is connected before the server has looked at its certificate: only settings tell.
    session.once('remoteSettings', () => resolve(session))
  })
