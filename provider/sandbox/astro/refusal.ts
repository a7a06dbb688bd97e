import type { Answer } from '../service/answer.js'
import type { Dialect } from '../service/dialect.js'
import type { Issue } from '../service/issue.js'

/**
 * No document has an example of a code. These are the names that Go's usual validator gives the rules.
 * https://pkg.go.dev/github.com/go-playground/validator/v10
 */
const codes: Readonly<Record<string, string>> = {
  required: 'required',
  type: 'type',
  enum: 'oneof',
  minItems: 'min',
  minLength: 'required',
  uniqueItems: 'unique',
  minimum: 'min',
  maximum: 'max',
}

/** `permissions[0]` for an element. */
const fieldName = (path: readonly string[]): string =>
  path.map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : `${index > 0 ? '.' : ''}${part}`)).join('')

const fieldError = ({ path, rule, message }: Issue) => {
  const field = fieldName(path)
  return { field, code: codes[rule] ?? rule, message: `${field === '' ? 'The body' : field} ${message}` }
}

export const refuse = (
  statusCode: number,
  message: string,
  requestId: string,
  issues: readonly Issue[] = [],
): Answer => ({
  status: statusCode,
  body: { message, requestId, statusCode, ...(issues.length > 0 && { fieldErrors: issues.map(fieldError) }) },
})

export const refuseFields = (issues: readonly Issue[], requestId: string): Answer => {
  const said = issues.map((issue) => fieldError(issue).message).join('; ')
  return refuse(400, `Invalid request: ${said}`, requestId, issues)
}

export const astroDialect: Dialect = (trouble, requestId) => {
  if (trouble.kind === 'unknown-path') return refuse(404, 'Not found', requestId)
  if (trouble.kind === 'unreadable-body') return refuse(400, `Invalid request: ${trouble.message}`, requestId)
  if (trouble.kind === 'invalid') return refuseFields(trouble.issues, requestId)
  return refuse(500, `Internal server error: ${trouble.message}`, requestId)
}
