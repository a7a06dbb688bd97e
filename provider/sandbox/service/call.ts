import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyRequest } from 'fastify'

/** One request, as handlers see it. */
export type Call = {
  readonly requestId: string
  readonly method: string
  /** Path and query as sent. */
  readonly url: string
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

export const callFrom = (request: FastifyRequest<{ Params: Record<string, string> }>, now: number): Call => {
  const question = request.url.indexOf('?')
  return {
    requestId: request.id,
    method: request.method,
    url: request.url,
    parameters: request.params,
    query: new URLSearchParams(question < 0 ? '' : request.url.slice(question + 1)),
    headers: request.headers,
    body: typeof request.body === 'string' ? request.body : '',
    now,
  }
}

/** A parameter of the path; the route's pattern guarantees that it is there. */
export const parameter = (call: Call, name: string): string => call.parameters[name] ?? ''

/** One header, or null. Of a repeated one the first. */
export const header = (call: Call, name: string): string | null => {
  const value = call.headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}

/** The credential of `Authorization: Bearer …`, whose scheme has no case. RFC 6750 and RFC 9110 section 11.1. */
export const bearerToken = (call: Call): string | null =>
  /^bearer +(\S+) *$/i.exec(header(call, 'authorization') ?? '')?.[1] ?? null
