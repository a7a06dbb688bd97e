import { checkShape } from '@rolecall/shared/check/check-role.js'
import { applySeverity } from '@rolecall/shared/check/severity.js'
import { problemDiagnostics } from './diagnose.js'
import { inputsOf } from './role-attributes.js'
import { attributesOf } from './values.js'
import type { Path } from '@rolecall/shared/model/role.js'
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
  // That a required attribute is null says the schema already.
  const isMissing = ([name]: Path): boolean => typeof name === 'string' && inputs[name]?.presence === 'required' && config[name] === null
  const role = { type: roleType.name, key: null, attributes: attributesOf(config, inputs) }
  const found = checkShape(role, { patterns: false }).filter(({ path }) => path.length > 1 || !isMissing(path))
  const problems = applySeverity(found, severities)
  return problemDiagnostics(problems, inputs).filter(({ severity }) => warnings || severity === 'error')
}
