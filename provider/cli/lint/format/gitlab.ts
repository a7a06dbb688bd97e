import type { Severity } from '@rolecall/shared/model/problem.js'
import { visible, visibleJson } from '@rolecall/shared/model/visible.js'
import { otherPlaces } from '@rolecall/shared/text/other-places.js'
import { withOwnFingerprint } from '../fingerprint.js'
import type { ReportFormat } from './report.js'

const severities: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info', hint: 'info' }

/** GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const gitlabFormat: ReportFormat = ({ problems }) => {
  const issues = withOwnFingerprint(problems).map(({ problem, fingerprint }) => {
    const { code, severity, message, file, range } = problem
    return {
      description: visible(`${code}: ${message}${otherPlaces(problem)}`),
      check_name: code,
      fingerprint,
      severity: severities[severity],
      location: { path: file, lines: { begin: range.start.line + 1, end: range.end.line + 1 } },
    }
  })
  return `${visibleJson(issues)}\n`
}
