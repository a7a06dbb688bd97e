import { visibleJson } from '@rolecall/shared/model/visible.js'
import type { Format } from './report.js'
import { summaryOf } from './report.js'

/** Zero-based UTF-16 positions, as in LSP. */
export const json: Format = (report) => {
  const problems = report.problems.map(({ code, severity, message, file, range, role, suggestions, related }) => ({
    code,
    severity,
    message,
    file,
    range,
    role,
    suggestions,
    ...(related && { related }),
  }))
  return `${visibleJson({ version: 1, problems, summary: summaryOf(report) })}\n`
}
