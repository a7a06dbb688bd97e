import type { Answer } from '../service/answer.js'
import type { Dialect } from '../service/dialect.js'
import type { Issue } from '../service/issue.js'

/**
 * `not_found` and `tenant_mismatch` are documented, the other codes are this sandbox's own.
 * https://jitsudo-docs.pages.dev/api/operations/updaterole/
 */
type Code =
  | 'unauthenticated'
  | 'tenant_mismatch'
  | 'permission_denied'
  | 'policy_denied'
  | 'system_role'
  | 'not_found'
  | 'slug_taken'
  | 'invalid_request'
  | 'invalid_scopes'
  | 'internal'

type More = { readonly details?: Readonly<Record<string, unknown>>; readonly notices?: readonly string[] }

export const refuse = (status: number, code: Code, message: string, more: More = {}): Answer => ({
  status,
  body: { code, message, ...more },
})

/** Bodies are refused with 422, the one status the operations declare for them. */
export const invalid = (issues: readonly Issue[]): Answer => {
  const fields = Object.fromEntries(issues.map(({ path, message }) => [path.join('.') || 'body', message]))
  const said = Object.entries(fields).map(([field, message]) => `${field} ${message}`)
  return refuse(422, 'invalid_request', said.join('; '), { details: { fields } })
}

export const jitsudoDialect: Dialect = (trouble) => {
  if (trouble.kind === 'unknown-path') return refuse(404, 'not_found', 'There is nothing at this path.')
  if (trouble.kind === 'unreadable-body') return refuse(422, 'invalid_request', trouble.message)
  if (trouble.kind === 'invalid') return invalid(trouble.issues)
  return refuse(500, 'internal', trouble.message)
}
