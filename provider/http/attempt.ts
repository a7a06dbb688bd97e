import { EventEmitter } from 'node:events'
import type { Dispatcher } from 'undici'
import type { Dispatch } from './dispatcher.js'
import type { ShownProxy } from './proxy.js'
import { sayProxyCredential } from './proxy.js'
import { sayStatus } from './status.js'

/** An answer, read to its end. */
export type Reply = {
  readonly kind: 'reply'
  readonly status: number
  /** Names in lower case; of a repeated header the first. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** No answer. */
export type Broken = {
  readonly kind: 'broken'
  /** Goes on from "there was no answer:". */
  readonly reason: string
  /** The request may have reached the server. */
  readonly sent: boolean
  /** Trying again cannot help. */
  readonly permanent: boolean
}

export type AttemptOutcome = Reply | Broken

/** Whom a request goes to, and through whom, for texts. */
export type Ends = { readonly server: string; readonly proxy: ShownProxy | null }

/** Whom this machine connects to. */
const nextOf = ({ server, proxy }: Ends): string => (proxy === null ? server : `the proxy ${proxy.host}`)

/** No list of roles comes near it. */
const longestBody = 32 * 1024 * 1024

const sayUnknownHost = (host: string): string => `the host name ${host} is not known`

/** Errors before anything was sent, and whether they last. */
const unsent: Readonly<Record<string, { readonly say: (host: string) => string; readonly permanent?: true }>> = {
  ECONNREFUSED: { say: (host) => `nothing accepts connections at ${host}` },
  ENOTFOUND: { say: sayUnknownHost, permanent: true },
  EAI_AGAIN: { say: (host) => `the host name ${host} could not be looked up` },
  EHOSTUNREACH: { say: (host) => `there is no way to ${host}` },
  ENETUNREACH: { say: (host) => `there is no way to ${host}` },
  UND_ERR_CONNECT_TIMEOUT: { say: (host) => `${host} did not take the connection in time` },
  UND_ERR_PRX_TLS: { say: () => 'the TLS connection to the proxy failed', permanent: true },
}

const certificateCode = /^(?:ERR_TLS_CERT_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/
const tlsCode = /^(?:ERR_TLS_|ERR_SSL_|EPROTO$)/

const lost: Readonly<Record<string, string>> = {
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer broke off',
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** undici has no code of their own for a proxy's refusals; the second is of a request without a tunnel. */
const refusedByProxy = /^Proxy (?:response|Authentication Required) \((\d+)\)/

/** What never gets better by itself, before anything was sent; null for anything else. */
const sayPermanent = (error: unknown, code: string, { server, proxy }: Ends): string | null => {
  if (certificateCode.test(code)) {
    return `the certificate of ${server} is not accepted (${code}); NODE_EXTRA_CA_CERTS adds an authority`
  }
  if (tlsCode.test(code)) return `no TLS connection to ${server} could be made (${code})`
  const status = Number(refusedByProxy.exec(messageOf(error))?.[1] ?? 0)
  if (status === 407) return `${sayProxyCredential(proxy)} (${sayStatus(407)})`
  return status === 0 ? null : `the proxy ${proxy?.host ?? ''} refuses a tunnel to ${server}: ${sayStatus(status)}`
}

const describe = (error: unknown, ends: Ends): Broken => {
  const code = codeOf(error)
  const known = unsent[code]
  if (known)
    return { kind: 'broken', reason: known.say(nextOf(ends)), sent: false, permanent: known.permanent ?? false }
  const lasting = sayPermanent(error, code, ends)
  if (lasting !== null) return { kind: 'broken', reason: lasting, sent: false, permanent: true }
  const reason = lost[code] ?? (code === '' ? messageOf(error) : `${messageOf(error)} (${code})`)
  // Made of bytes HTTP has no place for, so undici sent nothing.
  const refused = code === 'UND_ERR_INVALID_ARG' || code === 'ERR_INVALID_CHAR'
  return { kind: 'broken', reason, sent: !refused, permanent: refused }
}

const readText = async (body: AsyncIterable<Uint8Array>): Promise<string | null> => {
  const decoder = new TextDecoder()
  let [text, length] = ['', 0]
  for await (const chunk of body) {
    length += chunk.byteLength
    if (length > longestBody) return null
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

const firstOfEach = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const single = Array.isArray(value) ? value[0] : value
      return single === undefined ? [] : [[name, single]]
    }),
  )

/** Ends a request in time, or when the given signal aborts. An emitter, since an abort signal costs more than the rest. */
const createStop = (milliseconds: number, given: AbortSignal | undefined) => {
  const signal = new EventEmitter()
  let late = false
  const stop = (): boolean => signal.emit('abort')
  const timer = setTimeout(() => {
    late = true
    stop()
  }, milliseconds)
  given?.addEventListener('abort', stop)
  return {
    signal,
    isLate: () => late,
    release: () => {
      clearTimeout(timer)
      given?.removeEventListener('abort', stop)
    },
  }
}

/** Sends a request once and reads the answer. Never rejects. */
export const attempt = async (
  dispatch: Dispatch,
  options: Dispatcher.RequestOptions,
  ends: Ends,
  milliseconds: number,
): Promise<AttemptOutcome> => {
  const given = options.signal instanceof AbortSignal ? options.signal : undefined
  const stop = createStop(milliseconds, given)
  try {
    const response = await dispatch({ ...options, signal: stop.signal })
    const text = await readText(response.body)
    if (text !== null) {
      return { kind: 'reply', status: response.statusCode, headers: firstOfEach(response.headers), text }
    }
    const reason = `the answer is longer than ${longestBody / 1024 / 1024} MB`
    return { kind: 'broken', reason, sent: true, permanent: true }
  } catch (error) {
    if (!stop.isLate()) return describe(error, ends)
    const reason = `${ends.server} did not finish its answer within ${milliseconds / 1000} seconds`
    return { kind: 'broken', reason, sent: true, permanent: false }
  } finally {
    stop.release()
  }
}
