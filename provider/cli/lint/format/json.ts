import { visibleJson } from '@rolecall/shared/model/visible.js'
import type { ReportFormat } from './report.js'
import { countProblems } from './report.js'

/** Zero-based UTF-16 positions, as in LSP. */
export const jsonFormat: ReportFormat = (report) => {
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
  return `${visibleJson({ version: 1, problems, summary: countProblems(report) })}\n`
}
