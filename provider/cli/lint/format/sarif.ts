import type { Severity } from '@rolecall/shared/model/problem.js'
import { visible, visibleJson } from '@rolecall/shared/model/visible.js'
import { rules as allRules, rulePage } from '@rolecall/shared/rules/rules.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import { version } from '../../../version.js'
import { fingerprintOf } from '../fingerprint.js'
import type { ReportFormat } from './report.js'

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' }

const uri = (file: string): string => file.split('/').map(encodeURIComponent).join('/')

const region = ({ start, end }: LocatedProblem['range']) => ({
  startLine: start.line + 1,
  startColumn: start.character + 1,
  endLine: end.line + 1,
  endColumn: end.character + 1,
})

const location = ({ file, range }: Pick<LocatedProblem, 'file' | 'range'>) => ({
  physicalLocation: { artifactLocation: { uri: uri(file), uriBaseId: '%SRCROOT%' }, region: region(range) },
})

const rules = Object.values(allRules).map(({ code, title, severity }) => ({
  id: code,
  shortDescription: { text: title },
  helpUri: rulePage(code),
  defaultConfiguration: { level: levels[severity] },
}))

/** Problems with one fingerprint are counted, since a result's fingerprint must be its own. */
const results = (problems: readonly LocatedProblem[]) => {
  const seen = new Map<string, number>()
  return problems.map((problem) => {
    const fingerprint = fingerprintOf(problem)
    const before = seen.get(fingerprint) ?? 0
    seen.set(fingerprint, before + 1)
    return {
      ruleId: problem.code,
      ruleIndex: rules.findIndex(({ id }) => id === problem.code),
      level: levels[problem.severity],
      message: { text: visible(problem.message) },
      locations: [location(problem)],
      ...(problem.related && {
        relatedLocations: problem.related.map((other) => ({
          ...location(other),
          message: { text: visible(other.message) },
        })),
      }),
      partialFingerprints: { 'rolecall/v1': before === 0 ? fingerprint : `${fingerprint}:${before}` },
    }
  })
}

/** SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarifFormat: ReportFormat = ({ problems }) => {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'rolecall',
            semanticVersion: version,
            informationUri: 'https://github.com/rolecall/rolecall',
            rules,
          },
        },
        columnKind: 'utf16CodeUnits',
        results: results(problems),
      },
    ],
  }
  return `${visibleJson(log)}\n`
}
