import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'

import { homePage } from '@rolecall/shared/model/home.js'

import type { Severity } from '@rolecall/shared/model/problem.js'

import { visible, visibleJson } from '@rolecall/shared/model/visible.js'
import type { Rule } from '@rolecall/shared/rules/rule.js'
import { rules as allRules, rulePage } from '@rolecall/shared/rules/rules.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import type { ArtifactLocation, Location, Log, Region, ReportingDescriptor, Result } from 'sarif'
import { version } from '../../../version.js'
import { withOwnFingerprint } from '../fingerprint.js'
import { problemPage } from './problem-page.js'
import type { ReportFormat } from './report.js'

const levels: Readonly<Record<Severity, Result.level>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
}

/** Below the root, or of a file that is not. */
const artifact = (file: string): ArtifactLocation =>
  isAbsolute(file)
    ? { uri: pathToFileURL(file).href }
    : { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' }

const region = ({ start, end }: LocatedProblem['range']): Region => ({
  startLine: start.line + 1,
  startColumn: start.character + 1,
  endLine: end.line + 1,
  endColumn: end.character + 1,
})

const location = ({ file, range }: Pick<LocatedProblem, 'file' | 'range'>): Location => ({
  physicalLocation: { artifactLocation: artifact(file), region: region(range) },
})

const describeRule = ({ code, title, severity }: Rule): ReportingDescriptor => {
  const { summary, body } = problemPage(code)
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: summary },
    help: { text: body, markdown: body },
    helpUri: rulePage(code),
    defaultConfiguration: { level: levels[severity] },
  }
}

const codes = Object.keys(allRules)

const resultOf = (problem: LocatedProblem, fingerprint: string): Result => ({
  ruleId: problem.code,
  ruleIndex: codes.indexOf(problem.code),
  level: levels[problem.severity],
  message: { text: visible(problem.message) },
  locations: [location(problem)],
  ...(problem.related && {
    relatedLocations: problem.related.map((other) => ({
      ...location(other),
      message: { text: visible(other.message) },
    })),
  }),
  partialFingerprints: { 'rolecall/v1': fingerprint },
})

/** SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarifFormat: ReportFormat = ({ problems }) => {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'rolecall',
            semanticVersion: version,
            informationUri: homePage,
            rules: Object.values(allRules).map(describeRule),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: withOwnFingerprint(problems).map(({ problem, fingerprint }) => resultOf(problem, fingerprint)),
      },
    ],
  }
  return `${visibleJson(log)}\n`
}
