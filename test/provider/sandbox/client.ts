import request from 'undici/lib/api/api-request.js'
import Agent from 'undici/lib/dispatcher/agent.js'

export type Reply = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

export type Sent = {
  readonly token?: string
  readonly headers?: Record<string, string>
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is. */
  readonly text?: string
}

/** Connections of its own, so that a test which breaks some does not touch the others. */
const agent = new Agent({ keepAliveTimeout: 1000 })

const parse = (text: string): unknown => (text === '' ? undefined : JSON.parse(text))

export const send = async (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  sent: Sent = {},
): Promise<Reply> => {
  const { token, headers, json, text } = sent
  const body = text ?? (json === undefined ? null : JSON.stringify(json))
  const { origin, pathname, search } = new URL(url)
  const response = await request.call(agent, {
    origin,
    path: `${pathname}${search}`,
    method,
    body,
    headers: {
      ...(body !== null && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
  })
  const single = Object.entries(response.headers).map(([name, value]) => [name, `${value}`])
  return { status: response.statusCode, headers: Object.fromEntries(single), body: parse(await response.body.text()) }
}

/** What stands at a path of an answer; undefined where nothing does. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )

/** The values of one field over a list in an answer. */
export const each = (list: unknown, field: string): unknown[] =>
  Array.isArray(list) ? list.map((item) => at(item, field)) : []
