import { visibleLines } from '@rolecall/shared/model/visible.js'
import type { AttributePath, Diagnostic, Diagnostics, PathStep } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import { bug, reportBug } from '../framework/engine.js'
import { ValueError } from '../value/value-error.js'
import type { AttributePathStep, WireDiagnostic } from './messages/common.js'
import { severity } from './messages/common.js'

const writeStep = (step: PathStep): AttributePathStep => {
  if (typeof step === 'string') return { attributeName: step }
  return typeof step === 'number' ? { elementKeyInt: step } : { elementKeyString: step.key }
}

export const writePath = (path: AttributePath) => ({ steps: path.map(writeStep) })

export const writeDiagnostics = (diagnostics: Diagnostics): readonly WireDiagnostic[] =>
  diagnostics.map(({ severity: level, summary, detail, path }) => ({
    severity: severity[level],
    summary: visibleLines(summary),
    detail: visibleLines(detail),
    attribute: path && path.length > 0 ? writePath(path) : undefined,
  }))

/** What was thrown while a call was answered. None of it is the user's fault. */
export const thrownDiagnostic = (call: string, thrown: unknown): Diagnostic => {
  if (thrown instanceof ValueError)
    return error(
      'Terraform and the provider disagree about a value',
      `${call}: ${thrown.message}. This is a bug in the provider, or its version changed within one run. ${reportBug}`,
      thrown.path,
    )
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  return bug(`${call} failed unexpectedly`, [`${reason}.`])
}

/** Only where configuration and schema are from different versions. */
export const unknownName = (
  kind: 'resource type' | 'list resource' | 'data source' | 'function',
  name: string,
): Diagnostic =>
  error(
    `Unknown ${kind} ${JSON.stringify(name)}`,
    `This version of the provider has no ${kind} of that name. Run terraform init -upgrade, or correct the name.`,
  )
