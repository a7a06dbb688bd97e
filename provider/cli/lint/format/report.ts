import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'

/** What lint has to say. Files are relative to the working directory, with `/`. */
export type Report = {
  readonly problems: readonly LocatedProblem[]
  readonly files: number
}

export type Summary = { readonly files: number; readonly errors: number; readonly warnings: number }

export const countProblems = ({ problems, files }: Report): Summary => ({
  files,
  errors: problems.filter(({ severity }) => severity === 'error').length,
  warnings: problems.filter(({ severity }) => severity === 'warning').length,
})

export type ReportFormat = (report: Report) => string
