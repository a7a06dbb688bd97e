import type { Problem, ProblemCode, Severity } from '../model/problem.js'
import type { Path } from '../model/role.js'

/** What a rule says of a place in a role. */
export const problem = (
  { code, severity }: { readonly code: ProblemCode; readonly severity: Severity },
  path: Path,
  message: string,
  suggestions: readonly string[] = [],
): Problem => ({ code, severity, message, path, suggestions })
