import { checkShape } from '@rolecall/shared/check/check-role.js'
import { applySeverity } from '@rolecall/shared/check/severity.js'
import { problemDiagnostics } from './diagnose.js'
import { inputsOf } from './role-attributes.js'
import { attributesOf } from './values.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import type { ValueRecord } from '../value/value.js'
import type { Severities } from './severity.js'
import type { Subject } from './state.js'

export type ShapeOptions = { readonly severities: Severities; readonly warnings: boolean }

/** The shape of a role, which needs no catalog and no service. */
export const validateRole = (
  { roleType }: Subject,
  config: ValueRecord,
  { severities, warnings }: ShapeOptions,
): Diagnostics => {
  const inputs = inputsOf(roleType)
  const role = { type: roleType.name, key: null, attributes: attributesOf(config, inputs) }
  const problems = applySeverity(checkShape(role, { patterns: false }), severities)
  return problemDiagnostics(problems, inputs).filter(({ severity }) => warnings || severity === 'error')
}
