import { checkShape } from '@rolecall/shared/check/check-role.js'
import type { Problem } from '@rolecall/shared/model/problem.js'
import type { SeverityMap } from '@rolecall/shared/rules/severity.js'
import { applySeverity } from '@rolecall/shared/rules/severity.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import type { ValueRecord } from '../value/value.js'
import { problemDiagnostics } from './diagnose.js'
import { inputsOf } from './role-attributes.js'
import type { Subject } from './subject.js'
import { attributesIn } from './values.js'

export type ValidateOptions = { readonly severities: SeverityMap; readonly warnings: boolean }

/** That a required attribute is null says the schema already. */
const isMissing = ({ attribute, path }: Problem): boolean =>
  attribute?.is === 'missing' && path.every((step) => typeof step === 'string')

/** The shape of a role, which needs no catalog and no service. */
export const validateRole = (
  { roleType }: Subject,
  config: ValueRecord,
  { severities, warnings }: ValidateOptions,
): Diagnostics => {
  const inputs = inputsOf(roleType)
  const role = { type: roleType.name, key: null, attributes: attributesIn(config, inputs) }
  const found = checkShape(role, { patterns: false }).filter((problem) => !isMissing(problem))
  const problems = applySeverity(found, severities)
  return problemDiagnostics(problems, inputs).filter(({ severity }) => warnings || severity === 'error')
}
