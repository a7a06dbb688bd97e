import { visible } from '@rolecall/shared/model/visible.js'
import { otherPlaces } from '@rolecall/shared/text/other-places.js'
import type { Report, ReportFormat } from './report.js'
import { countProblems } from './report.js'

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`

const summaryLine = (report: Report): string => {
  const { files, errors, warnings } = countProblems(report)
  const found = [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')].filter(Boolean)
  return `${count(files, 'file')} checked: ${found.length === 0 ? 'no errors or warnings' : found.join(', ')}\n`
}

/** `file:line:column severity CODE message`, one-based, so that terminals and editors can jump there. */
export const textFormat: ReportFormat = (report) => {
  const lines = report.problems.map((problem) => {
    const {
      file,
      range: { start },
      severity,
      code,
      message,
    } = problem
    const place = `${visible(file)}:${start.line + 1}:${start.character + 1}`
    return `${place} ${severity} ${code} ${visible(message + otherPlaces(problem))}\n`
  })
  return `${lines.join('')}${summaryLine(report)}`
}
