import type { Run, Shown } from './terraform.js'

export const textOf = ({ summary, detail }: Shown): string => `${summary}\n${detail}`

export const errorsOf = ({ diagnostics }: Run): readonly string[] =>
  diagnostics.filter(({ severity }) => severity === 'error').map(textOf)

export const warningsOf = ({ diagnostics }: Run): readonly string[] =>
  diagnostics.filter(({ severity }) => severity === 'warning').map(textOf)
