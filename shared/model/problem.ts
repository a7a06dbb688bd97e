import type { Path } from './role.js'

/** Those there are; what each is, `rules/rules.ts` says. */
export const problemCodes = [
  'RC001',
  'RC002',
  'RC003',
  'RC004',
  'RC005',
  'RC006',
  'RC007',
  'RC008',
  'RC009',
  'RC010',
  'RC011',
  'RC012',
  'RC013',
  'RC014',
] as const

export type ProblemCode = (typeof problemCodes)[number]

export const isProblemCode = (text: string): text is ProblemCode => problemCodes.some((code) => code === text)

/** For messages about what is none. */
export const sayCodes = `${problemCodes[0]} to ${problemCodes.at(-1) ?? ''}`

export const severities = ['error', 'warning', 'info', 'hint'] as const

export type Severity = (typeof severities)[number]

/** Something wrong with one role, as a value. An exception would be our own bug. */
export type Problem = {
  readonly code: ProblemCode
  readonly severity: Severity
  /** One sentence or two: what is wrong and what to do. Plain text; escape where it is shown. */
  readonly message: string
  /** Where in the role. */
  readonly path: Path
  /** Replacement texts for the value at `path`, best first. */
  readonly suggestions: readonly string[]
  /** The attribute it is about, where the role lacks one it must have, or has one nobody knows. */
  readonly attribute?: { readonly name: string; readonly is: 'missing' | 'unknown' }
}
