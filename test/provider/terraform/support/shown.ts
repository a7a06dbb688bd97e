import type { Shown } from './terraform.js'

/** Summaries behind their severities, sorted: Terraform gives them in any order. */
export const withSeverity = (diagnostics: readonly Shown[]): readonly string[] =>
  diagnostics.map(({ severity, summary }) => `${severity}: ${summary}`).sort()
