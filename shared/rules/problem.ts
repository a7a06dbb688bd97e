import type { Problem, ProblemCode } from '../model/problem.js'
import type { Path } from '../model/role.js'
import { codes } from './codes.js'

export const problem = (
  code: ProblemCode,
  path: Path,
  message: string,
  suggestions: readonly string[] = [],
): Problem => ({
  code,
  severity: codes[code].defaultSeverity,
  message,
  path,
  suggestions,
})
