import type { Answer } from '../service/answer.js'
import type { Dialect } from '../service/dialect.js'
import type { Issue } from '../service/issue.js'

const refuse = (status: number, id: string, message: string, details?: unknown): Answer => ({
  status,
  body: { error: { status, message, id, ...(details !== undefined && { details }) } },
})

export const notFound = (what: string): Answer => refuse(404, 'not-found', `${what} not found`)

export const conflict = (message: string): Answer => refuse(409, 'conflict', message)

export const invalid = (issues: readonly Issue[]): Answer =>
  refuse(
    400,
    'validation',
    'Invalid request',
    issues.map(({ path, message }) => ({ field: path.join('.'), message })),
  )

export const unauthenticated: Answer = refuse(
  401,
  'unauthorized',
  'Unauthorized: the API token is missing or not valid',
)

/** 401, not 403: so it was observed. https://github.com/computesdk/benchmarks/pull/353 */
export const lacksPermission = (permission: string): Answer =>
  refuse(401, 'unauthorized', `Unauthorized: the API token lacks the permission ${permission}`)

export const lacksOperation = (status: 404 | 405): Answer =>
  status === 404 ? refuse(404, 'not-found', 'Route not found') : refuse(405, 'method-not-allowed', 'Method not allowed')

export const tooManyRequests = (seconds: number): Answer =>
  refuse(429, 'rate-limit', `Too many requests: the limit is reset in ${seconds} seconds`)

export const northflankDialect: Dialect = (trouble) => {
  if (trouble.kind === 'unknown-path') return refuse(404, 'not-found', 'Route not found')
  if (trouble.kind === 'unreadable-body') return refuse(400, 'validation', trouble.message)
  if (trouble.kind === 'invalid') return invalid(trouble.issues)
  return refuse(500, 'internal', `Internal error: ${trouble.message}`)
}
