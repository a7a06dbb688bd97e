/** From problems of roles and failures of calls to what Terraform shows. */

import type { Attributes } from '@rolecall/shared/model/attribute.js'
import type { Problem } from '@rolecall/shared/model/problem.js'
import type { Path } from '@rolecall/shared/model/role.js'
import { rulePage } from '@rolecall/shared/rules/rules.js'
import type { AttributePath, Diagnostic, Diagnostics } from '../framework/diagnostic.js'
import { error, warning } from '../framework/diagnostic.js'
import type { Answer, ApiFailure } from '../platforms/role-api.js'

/**
 * The root attribute, or nothing where the path leads nowhere: of what lies deeper Terraform finds no
 * line, and then shows that of the resource.
 */
export const rootPath = ([name]: Path, attributes: Attributes): AttributePath =>
  typeof name === 'string' && Object.hasOwn(attributes, name) ? [name] : []

const located = (path: AttributePath): { path?: AttributePath } => (path.length > 0 ? { path } : {})

/**
 * The first sentence is the summary, with the names it suggests: Terraform folds warnings of one summary
 * together, and in some views shows nothing else.
 */
const split = (message: string, hasSuggestions: boolean): readonly [string, string] => {
  if (hasSuggestions) return [message, '']
  const end = /[.?!](?=\s+[A-Z"`])/.exec(message)
  if (!end) return [message.replace(/\.$/, ''), '']
  const cut = end.index + 1
  return [message.slice(0, cut).replace(/\.$/, ''), message.slice(cut).trim()]
}

/** Infos and hints have no place in a plan. */
export const problemDiagnostics = (problems: readonly Problem[], attributes: Attributes): Diagnostics =>
  problems.flatMap(({ severity, code, message, path, suggestions }): Diagnostic[] => {
    if (severity !== 'error' && severity !== 'warning') return []
    const [summary, more] = split(message, suggestions.length > 0)
    const detail = [more, `More on ${code}: ${rulePage(code)}`].filter((text) => text !== '').join('\n\n')
    return [{ severity, summary: `${summary} (${code})`, detail, ...located(rootPath(path, attributes)) }]
  })

export const failureDiagnostic = ({ summary, detail, path }: ApiFailure, attributes: Attributes): Diagnostic =>
  error(summary, detail, located(rootPath(path ?? [], attributes)).path)

export const answerWarnings = (answer: Answer<unknown>): Diagnostics =>
  answer.ok ? answer.warnings.map(({ summary, detail }) => warning(summary, detail)) : []
