import { visible } from '@rolecall/shared/model/visible.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import { problemLine } from '@rolecall/shared/text/other-places.js'
import type { Report, ReportFormat } from './report.js'
import { fails } from './report.js'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML cannot hold control characters, which are written out, nor the two last code points of Unicode's first plane. */
const escaped = (text: string): string =>
  visible(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)

type Attributes = Readonly<Record<string, string | number>>

const element = (name: string, attributes: Attributes, content: string): string => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`
}

/** What does not make lint fail is a test that passed and left word. */
const problemCase = (problem: LocatedProblem, name: string, report: Report): string => {
  const { severity, code, message, file } = problem
  const said = escaped(`${severity} ${problemLine(problem)}`)
  const outcome = fails(severity, report)
    ? element('failure', { type: code, message }, said)
    : element('system-out', {}, said)
  return element('testcase', { classname: file, name }, outcome)
}

/** Without lines, since services compare the tests of two runs by name; and no name twice. */
const namesOf = (problems: readonly LocatedProblem[]): readonly string[] => {
  const seen = new Map<string, number>()
  return problems.map(({ code, role, message }) => {
    const name = `${code}${role === null ? '' : ` ${role}`}: ${message}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

const suite = (file: string, problems: readonly LocatedProblem[], report: Report): string => {
  const failures = problems.filter(({ severity }) => fails(severity, report)).length
  const names = namesOf(problems)
  const cases =
    problems.length === 0
      ? [element('testcase', { classname: file, name: 'no problems' }, '')]
      : problems.map((problem, index) => problemCase(problem, names[index] ?? '', report))
  return element('testsuite', { name: file, tests: cases.length, failures, errors: 0 }, `\n${cases.join('\n')}\n`)
}

/**
 * A suite a file, a test a problem. Nobody standardized it; this is what Jenkins' schema takes.
 * https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
 */
export const junitFormat: ReportFormat = (report) => {
  // What is wrong with the configuration is in no file that was checked.
  const files = [...report.files, ...report.problems.map(({ file }) => file)]
  const byFile = new Map<string, LocatedProblem[]>(files.sort().map((file) => [file, []]))
  for (const problem of report.problems) byFile.get(problem.file)?.push(problem)
  const suites = [...byFile].map(([file, problems]) => suite(file, problems, report))
  const all = element('testsuites', { name: 'rolecall' }, suites.length === 0 ? '' : `\n${suites.join('\n')}\n`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${all}\n`
}
