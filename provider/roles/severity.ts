/** The `severity` setting: which problems are errors, which warnings, which are not shown. */

import { isProblemCode, sayCodes } from '@rolecall/shared/model/problem.js'
import type { SeverityMap } from '@rolecall/shared/rules/severity.js'
import { blockSeverities, isBlockSeverity } from '@rolecall/shared/rules/severity.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { Value } from '../value/value.js'
import { asRecord } from './values.js'

/** What is known of the setting. */
export const severitiesOf = (value: Value | undefined): SeverityMap =>
  Object.fromEntries(
    Object.entries(asRecord(value) ?? {}).flatMap(([code, severity]) =>
      isProblemCode(code) && isBlockSeverity(severity) ? [[code, severity]] : [],
    ),
  )

export const severityProblems = (value: Value | undefined): Diagnostics =>
  Object.entries(asRecord(value) ?? {}).flatMap(([code, severity]) => {
    const path = ['severity']
    if (!isProblemCode(code)) {
      const detail = `The codes are ${sayCodes}.`
      return [error(`${JSON.stringify(code)} is no code of a problem`, detail, path)]
    }
    if (typeof severity !== 'string' || isBlockSeverity(severity)) return []
    const detail = `Set it to one of ${blockSeverities.map((one) => JSON.stringify(one)).join(', ')}.`
    return [error(`severity.${code} cannot be ${JSON.stringify(severity)}`, detail, path)]
  })
