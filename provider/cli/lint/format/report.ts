import type { LocatedProblem } from '@rolecall/shared/model/problem.js'

/** What lint has to say. Files are relative to the working directory, with `/`. */
export type Report = {
  readonly problems: readonly LocatedProblem[]
  readonly files: number
}

export type Summary = { readonly files: number; readonly errors: number; readonly warnings: number }

export const summaryOf = ({ problems, files }: Report): Summary => ({
  files,
  errors: problems.filter(({ severity }) => severity === 'error').length,
  warnings: problems.filter(({ severity }) => severity === 'warning').length,
})

export type Format = (report: Report) => string

/** Text from files goes to terminals and logs: control characters there could rewrite what stands around them. */
export const printable = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (character) =>
    character === '\n' || character === '\t' ? ' ' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
