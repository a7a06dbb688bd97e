import type { ProblemCode, Severity } from '../model/problem.js'
import { rules } from './rules.js'

/** What the configuration says of a code; without an entry the rule's own severity stays. */
export type SeverityMap = { readonly [code in ProblemCode]?: Severity | 'off' }

/** What the provider block may make of a problem. */
export const blockSeverities = ['error', 'warning', 'off'] as const

export const isBlockSeverity = (value: unknown): value is (typeof blockSeverities)[number] =>
  blockSeverities.some((one) => one === value)

export const applySeverity = <P extends { readonly code: ProblemCode; readonly severity: Severity }>(
  problems: readonly P[],
  severity: SeverityMap,
): readonly P[] =>
  problems.flatMap((problem) => {
    const wanted = severity[problem.code]
    if (wanted === 'off') return []
    return wanted === undefined || wanted === problem.severity ? [problem] : [{ ...problem, severity: wanted }]
  })

const atSynth: SeverityMap = Object.fromEntries(
  Object.values(rules).flatMap(({ code, severityAtSynth: severity }) => (severity ? [[code, severity]] : [])),
)

/** What counts at synth: the configuration, and where it says nothing what rules are there. */
export const severityAtSynth = (severity: SeverityMap): SeverityMap => ({ ...atSynth, ...severity })
