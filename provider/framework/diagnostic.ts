import type { AttributePath, PathStep } from '../value/path.js'

export type { AttributePath, PathStep }

/** What Terraform shows. Summaries are short; details say whose fault it is and what to do next. */
export type Diagnostic = {
  readonly severity: 'error' | 'warning'
  readonly summary: string
  readonly detail: string
  readonly path?: AttributePath
}

export type Diagnostics = readonly Diagnostic[]

export const hasError = (diagnostics: Diagnostics): boolean => diagnostics.some(({ severity }) => severity === 'error')

export const error = (summary: string, detail: string, path?: AttributePath): Diagnostic => ({
  severity: 'error',
  summary,
  detail,
  ...(path && { path }),
})

export const warning = (summary: string, detail: string, path?: AttributePath): Diagnostic => ({
  severity: 'warning',
  summary,
  detail,
  ...(path && { path }),
})

/** Those that there are. */
export const present = (diagnostics: readonly (Diagnostic | null | undefined)[]): Diagnostics =>
  diagnostics.filter((diagnostic) => diagnostic !== null && diagnostic !== undefined)
