import type { Rule } from '../rules/rule.js'
import type { LocatedProblem } from '../text/located-problem.js'
import type { SourceSpan } from '../text/source.js'
import { spanRange } from '../text/source.js'

/** A problem of what is made from roles, which no rule looks for in the text alone. */
export const problemAt = (
  span: SourceSpan,
  { code, severity }: Pick<Rule, 'code' | 'severity'>,
  message: string,
  role: string | null,
): LocatedProblem => ({
  code,
  severity,
  message,
  suggestions: [],
  file: span.source.file,
  range: spanRange(span),
  role,
})
