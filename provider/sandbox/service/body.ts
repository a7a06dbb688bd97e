import type { Static, TSchema } from 'typebox'
import { Check, Clean } from 'typebox/value'
import type { Answer } from './answer.js'
import type { Call } from './call.js'
import { header } from './call.js'
import type { Dialect } from './dialect.js'
import { issuesOf } from './issue.js'

type Read = { readonly value: unknown } | { readonly unreadable: string }

const parseJson = (text: string): Read => {
  try {
    const value: unknown = JSON.parse(text)
    return { value }
  } catch {
    return { unreadable: 'The request body is not valid JSON.' }
  }
}

const readJson = (call: Call): Read => {
  const type = header(call, 'content-type') ?? ''
  if (call.body === '') return { unreadable: 'The request has no body.' }
  if (!/^application\/(?:[\w.-]+\+)?json *(?:;|$)/i.test(type)) {
    return { unreadable: 'The Content-Type of the request must be application/json.' }
  }
  return parseJson(call.body)
}

/**
 * Lets a handler see only bodies that its schema allows, and says what is wrong with the others.
 * Fields the schema does not name are taken out, unless it forbids them.
 */
export const withBody =
  <Subject, Schema extends TSchema>(
    dialect: Dialect,
    schema: Schema,
    handle: (call: Call, subject: Subject, body: Static<Schema>) => Answer,
  ) =>
  (call: Call, subject: Subject): Answer => {
    const read = readJson(call)
    if ('unreadable' in read) return dialect({ kind: 'unreadable-body', message: read.unreadable }, call.requestId)
    const { value } = read
    if (!Check(schema, value)) return dialect({ kind: 'invalid', issues: issuesOf(schema, value) }, call.requestId)
    Clean(schema, value)
    return handle(call, subject, value)
  }
