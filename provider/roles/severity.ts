/** The `severity` setting: which problems are errors, which warnings, which are not shown. */

import type { ProblemCode, Severity } from '@rolecall/shared/model/problem.js'
import { problemCodes } from '@rolecall/shared/model/problem.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { Value } from '../value/value.js'
import { recordOf } from './values.js'

export type Severities = { readonly [code in ProblemCode]?: Severity | 'off' }

const allowed = ['error', 'warning', 'off'] as const

const isCode = (text: string): text is ProblemCode => problemCodes.some((code) => code === text)
const isAllowed = (value: Value): value is (typeof allowed)[number] => allowed.some((one) => one === value)

/** What is known of the setting. */
export const severitiesOf = (value: Value | undefined): Severities =>
  Object.fromEntries(
    Object.entries(recordOf(value) ?? {}).flatMap(([code, severity]) =>
      isCode(code) && isAllowed(severity) ? [[code, severity]] : [],
    ),
  )

export const severityProblems = (value: Value | undefined): Diagnostics =>
  Object.entries(recordOf(value) ?? {}).flatMap(([code, severity]) => {
    const path = ['severity']
    if (!isCode(code)) {
      const detail = `The codes are ${problemCodes[0]} to ${problemCodes.at(-1)}.`
      return [error(`${JSON.stringify(code)} is no code of a problem`, detail, path)]
    }
    if (typeof severity !== 'string' || isAllowed(severity)) return []
    const detail = `Set it to one of ${allowed.map((one) => JSON.stringify(one)).join(', ')}.`
    return [error(`severity.${code} cannot be ${JSON.stringify(severity)}`, detail, path)]
  })
