import type { Severity } from '@rolecall/shared/model/problem.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'

/** What lint has to say. Files are relative to the working directory, with `/`. */
export type Report = {
  readonly problems: readonly LocatedProblem[]
  /** Those that were checked. */
  readonly files: readonly string[]
  /** Whether warnings fail, too. */
  readonly strict: boolean
}

export type Summary = { readonly files: number; readonly errors: number; readonly warnings: number }

export const countProblems = ({ problems, files }: Report): Summary => ({
  files: files.length,
  errors: problems.filter(({ severity }) => severity === 'error').length,
  warnings: problems.filter(({ severity }) => severity === 'warning').length,
})

/** Whether lint fails by a problem of this severity. */
export const fails = (severity: Severity, { strict }: Report): boolean =>
  severity === 'error' || (strict && severity === 'warning')

export type ReportFormat = (report: Report) => string
