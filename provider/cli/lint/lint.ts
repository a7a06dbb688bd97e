import { createNameFilter } from '@rolecall/shared/check/name-filter.js'
import { createRoleIndex } from '@rolecall/shared/check/role-index.js'
import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import { modulesOf } from '@rolecall/shared/workspace/modules.js'
import { companionsOf } from '../files/companions.js'
import { codeFirst, createNamedFiles } from '../files/named-files.js'
import type { FileReader, Target } from '../files/read.js'
import { createFileReader, readTarget, shownPath } from '../files/read.js'
import { isReplaced } from '../files/replaced.js'
import { createRulesFinder } from '../files/rules-finder.js'
import { UsageError } from '../verb.js'
import type { Report } from './format/report.js'

export type LintOptions = {
  readonly trust: boolean
  /** Directories whose files are among the targets. */
  readonly walked: readonly string[]
  /** Called after each file. */
  readonly progress: (done: number) => void
}

export type LintOutcome = Omit<Report, 'strict'> & {
  readonly notices: readonly string[]
  /** Files of our name that are not role files, as reports show them. */
  readonly passedOver: readonly string[]
}

const byPlace = (one: LocatedProblem, other: LocatedProblem): number =>
  one.range.start.line - other.range.start.line || one.range.start.character - other.range.start.character

const keyOf = ({ range: { end }, code, message }: LocatedProblem): string =>
  `${end.line}:${end.character} ${code} ${message}`

/** A local of Terraform is wrong once, in however many files roles use it. Takes problems by place, so that few are compared. */
const onceEach = (problems: readonly LocatedProblem[]): readonly LocatedProblem[] => {
  let said = new Set<string>()
  return problems.filter((problem, index) => {
    const before = problems[index - 1]
    const isApart = before === undefined || byPlace(before, problem) !== 0
    const next = problems[index + 1]
    if (isApart && (next === undefined || byPlace(problem, next) !== 0)) return true
    if (isApart) said = new Set()
    const key = keyOf(problem)
    if (said.has(key)) return false
    said.add(key)
    return true
  })
}

/** By file in the order the files came, then by place. */
const inOrder = (problems: readonly LocatedProblem[], files: readonly string[]): readonly LocatedProblem[] => {
  const byFile = new Map<string, LocatedProblem[]>()
  for (const problem of problems) {
    const known = byFile.get(problem.file)
    if (known) known.push(problem)
    else byFile.set(problem.file, [problem])
  }
  const ranks = new Map(files.map((file, index) => [file, index]))
  const rank = (file: string): number => ranks.get(file) ?? -1
  return [...byFile]
    .sort(([one], [other]) => rank(one) - rank(other))
    .flatMap(([, found]) => onceEach(found.sort(byPlace)))
}

/** Of a file that was not asked for: what cannot be read has no roles. */
const readIfReadable = async (path: string, read: FileReader): Promise<RoleDocument | null> => {
  try {
    return await read(path, readTarget({ path }))
  } catch (error) {
    if (error instanceof UsageError) return null
    throw error
  }
}

/** What may be looked at twice. */
type Member = {
  readonly target: Target
  readonly modules: readonly string[]
  /** Only these are spoken of. */
  readonly given: boolean
}

/** RC012 across files. They are read twice, so that no more than one of them is held. */
const repeatedAcross = async (members: readonly Member[], read: FileReader): Promise<readonly LocatedProblem[]> => {
  const index = createRoleIndex()
  const problems: LocatedProblem[] = []
  const visit = async (one: readonly Member[], take: (document: RoleDocument, modules: readonly string[]) => void) => {
    for (const { target, modules } of one) {
      const document = await read(target.path, readTarget(target))
      if (document) take(document, modules)
    }
  }
  await visit(members, index.add)
  await visit(
    members.filter(({ given }) => given),
    (document, modules) => problems.push(...index.problemsOf(document, modules)),
  )
  return problems
}

/** Finds out once how a file is shown: problems of one file follow each other. */
const createShowing = (): ((problem: LocatedProblem) => LocatedProblem) => {
  let last = { file: '', shown: '' }
  const show = (file: string): string => {
    if (last.file !== file) last = { file, shown: shownPath(file) }
    return last.shown
  }
  return (problem) => ({
    ...problem,
    file: show(problem.file),
    ...(problem.related && { related: problem.related.map((other) => ({ ...other, file: shownPath(other.file) })) }),
  })
}

/** Checks files one after the other. Of a file only its problems are kept, and a number for each name of a role. */
export const lintFiles = async (
  targets: readonly Target[],
  { trust, walked, progress }: LintOptions,
): Promise<LintOutcome> => {
  const finder = createRulesFinder({ trust })
  const named = createNamedFiles()
  const read = createFileReader(named.isNamed)
  const names = createNameFilter()
  const problems: LocatedProblem[] = []
  const members: Member[] = []
  const passedOver: string[] = []
  const checked: string[] = []
  const takeIn = (document: RoleDocument, target: Target, given: boolean): void => {
    if (isReplaced(target.path)) return
    const configured = finder.rulesFor(target.path).moduleAt(target.path)
    const modules = modulesOf(document, { calls: named.callsOf(target.path), configured })
    members.push({ target, modules, given })
    names.add(document, modules)
  }
  await named.addAround({ targets, walked, ignores: (path) => finder.rulesFor(path).ignores(path) })
  for (const target of codeFirst(targets)) {
    const rules = finder.rulesFor(target.path)
    if (rules.ignores(target.path)) continue
    const text = readTarget(target)
    await named.add(target.path, text)
    const document = await read(target.path, text)
    if (!document) continue
    for (const problem of rules.check(document)) problems.push(problem)
    if (document.standing === 'foreign') {
      passedOver.push(shownPath(target.path))
      continue
    }
    takeIn(document, target, true)
    checked.push(shownPath(target.path))
    progress(checked.length)
  }
  for (const path of await companionsOf(targets, { rulesFor: finder.rulesFor, named, walked })) {
    const document = await readIfReadable(path, read)
    if (document) takeIn(document, { path }, false)
  }
  const suspects = names.suspects()
  const suspected = members.filter((_, file) => suspects.has(file))
  for (const problem of await repeatedAcross(suspected, read)) {
    problems.push(...finder.rulesFor(problem.file).judge([problem]))
  }
  const all = finder.all()
  return {
    problems: inOrder(
      [...all.flatMap((rules) => rules.problems), ...problems],
      targets.map(({ path }) => path),
    ).map(createShowing()),
    files: checked,
    notices: all.flatMap((rules) => rules.notices),
    passedOver,
  }
}
