/** From a document to everything that is wrong with it, in the order of its text. */

import type { RoleDocument, RoleSite } from '../documents/document.js'
import type { Aspect } from '../documents/locate.js'
import { spanIn, spanOf } from '../documents/locate.js'
import type { Problem, ProblemCode, Severity } from '../model/problem.js'
import { onePerSite } from '../rules/one-per-site.js'
import { rules } from '../rules/rules.js'
import { unreadableFile } from '../rules/unreadable-file.js'
import type { FormProblem } from '../syntax/form-problem.js'
import { covering } from '../text/covering.js'
import type { LocatedProblem } from '../text/located-problem.js'
import type { SourceSpan } from '../text/source.js'
import { spanRange } from '../text/source.js'
import { applyIgnores } from './ignored.js'
import { repeatedRoles } from './repeated-roles.js'

export type DocumentCheck = {
  /** The rules for one role. */
  readonly checkRole: (site: RoleSite) => readonly Problem[]
  /** What the configuration says of a code; null where it says nothing. */
  readonly severityOf: (code: ProblemCode) => Severity | 'off' | null
}

const aspectOf = ({ code, attribute }: Problem): Aspect => {
  if (rules[code].shownAtUse) return 'use'
  // An attribute nobody knows is wrong in its name, not in its value.
  return attribute?.is === 'unknown' ? 'key' : 'value'
}

/** Made once and whole: there may be hundreds of thousands. */
const located = (
  { code, message, suggestions }: FormProblem | Problem,
  severity: Severity,
  role: string | null,
  span: SourceSpan,
): LocatedProblem => ({
  code,
  severity,
  message,
  suggestions,
  file: span.source.file,
  range: spanRange(span),
  role,
})

const placeForm = (document: RoleDocument, problem: FormProblem): LocatedProblem =>
  located(problem, rules[problem.code].severity, problem.role, spanIn(document, problem))

const placeRole = (document: RoleDocument, site: RoleSite, problem: Problem): LocatedProblem => {
  const { severity, path, attribute } = problem
  const found = located(problem, severity, site.role.key, spanOf(document, site, path, aspectOf(problem)))
  return attribute ? { ...found, attribute } : found
}

const placeKey = ({ file, range: { start, end } }: LocatedProblem): string =>
  `${file}\n${start.line}:${start.character}-${end.line}:${end.character}`

const lineKey = ({ file, range }: LocatedProblem): string => `${file}\n${range.start.line}`

/** Where a line cannot be read, that says it all. */
const withoutUnreadable = (problems: readonly LocatedProblem[]): readonly LocatedProblem[] => {
  const unreadable = new Set(problems.filter(({ code }) => code === unreadableFile.code).map(lineKey))
  if (unreadable.size === 0) return problems
  return problems.filter((problem) => problem.code === unreadableFile.code || !unreadable.has(lineKey(problem)))
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

const inOrder = (one: LocatedProblem, other: LocatedProblem): number =>
  compare(one.file, other.file) ||
  one.range.start.line - other.range.start.line ||
  one.range.start.character - other.range.start.character ||
  one.range.end.line - other.range.end.line ||
  one.range.end.character - other.range.end.character ||
  compare(one.code, other.code) ||
  compare(one.message, other.message)

/** Nothing is said about the inside of a merge conflict but that it is one. */
const outsideConflicts = (
  { conflicts, source }: RoleDocument,
  problems: readonly LocatedProblem[],
): readonly LocatedProblem[] => {
  if (conflicts.length === 0) return problems
  const isInside = covering(conflicts.map(({ start, end }) => ({ start: start + 1, end })))
  return problems.filter(({ file, range }) => file !== source.file || !isInside(source.offsetAt(range.start)))
}

/** Keeps what the rules said of each role as long as it lives: of a new version only the roles that changed are checked. */
export const remembering = (checkRole: DocumentCheck['checkRole']): DocumentCheck['checkRole'] => {
  const known = new WeakMap<RoleSite, readonly Problem[]>()
  return (site) => {
    const before = known.get(site)
    if (before) return before
    const problems = checkRole(site)
    known.set(site, problems)
    return problems
  }
}

export const createDocumentCheck = ({ checkRole, severityOf }: DocumentCheck) => {
  const withSeverity = (problem: LocatedProblem): LocatedProblem | null => {
    const severity = severityOf(problem.code)
    if (severity === 'off') return null
    return severity === null || severity === problem.severity ? problem : { ...problem, severity }
  }

  return (document: RoleDocument): readonly LocatedProblem[] => {
    const all: LocatedProblem[] = document.problems().map((problem) => placeForm(document, problem))
    for (const site of document.roles) {
      for (const problem of site.type ? checkRole(site) : []) all.push(placeRole(document, site, problem))
    }
    for (const problem of repeatedRoles(document)) all.push(problem)
    if (all.length === 0 && document.ignores().length === 0) return all
    const switchedOn = onePerSite(withoutUnreadable(outsideConflicts(document, all)), placeKey)
      .map(withSeverity)
      .filter((problem) => problem !== null)
    const shown = [...applyIgnores(document, switchedOn, (code) => severityOf(code) === 'off')].sort(inOrder)
    // What is said twice of a place now stands side by side.
    return shown.filter((problem, index) => index === 0 || inOrder(shown[index - 1] ?? problem, problem) !== 0)
  }
}
