import type { Severity } from '@rolecall/shared/model/problem.js'
import { visible } from '@rolecall/shared/model/visible.js'
import { otherPlaces } from '@rolecall/shared/text/other-places.js'
import type { ReportFormat } from './report.js'

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
}

const escapeData = (text: string): string => visible(text).replaceAll('%', '%25')

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** One annotation a problem, one-based. Columns are left out over several lines, where GitHub does not take them. */
export const githubFormat: ReportFormat = ({ problems }) =>
  problems
    .map((problem) => {
      const { code, severity, message, file, range } = problem
      const { start, end } = range
      const columns = start.line === end.line ? `,col=${start.character + 1},endColumn=${end.character + 1}` : ''
      const place = `file=${escapeProperty(file)},line=${start.line + 1},endLine=${end.line + 1}${columns}`
      return `::${commands[severity]} ${place},title=${code}::${escapeData(message + otherPlaces(problem))}\n`
    })
    .join('')
