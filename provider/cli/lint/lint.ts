import { createRoleIndex } from '@rolecall/shared/documents/role-index.js'
import type { LocatedProblem } from '@rolecall/shared/model/problem.js'
import { createFileReader, shownPath, textOf } from '../files/read.js'
import type { Target } from '../files/read.js'
import { createSettingsFinder, withSeverity } from '../files/settings.js'
import type { Report } from './format/report.js'

export type LintOptions = {
  readonly trust: boolean
  /** Called after each file. */
  readonly progress: (done: number) => void
}

export type Outcome = Report & { readonly notices: readonly string[] }

const byPlace = (one: LocatedProblem, other: LocatedProblem): number =>
  one.range.start.line - other.range.start.line || one.range.start.character - other.range.start.character

/** By file in the order the files were checked, then by place. */
const inOrder = (problems: readonly LocatedProblem[], files: readonly string[]): readonly LocatedProblem[] => {
  const byFile = new Map<string, LocatedProblem[]>(files.map((file) => [file, []]))
  for (const problem of problems) {
    const known = byFile.get(problem.file)
    if (known) known.push(problem)
    else byFile.set(problem.file, [problem])
  }
  return [...byFile.values()].flatMap((found) => found.sort(byPlace))
}

const withShownPaths = (problem: LocatedProblem): LocatedProblem => ({
  ...problem,
  file: shownPath(problem.file),
  ...(problem.related && { related: problem.related.map((other) => ({ ...other, file: shownPath(other.file) })) }),
})

/** Checks files one after the other. Of a file only its problems and its roles' names are kept. */
export const lintFiles = async (targets: readonly Target[], { trust, progress }: LintOptions): Promise<Outcome> => {
  const finder = createSettingsFinder({ trust })
  const read = createFileReader()
  const index = createRoleIndex()
  const problems: LocatedProblem[] = []
  const checked: string[] = []
  for (const target of targets) {
    const settings = finder.settingsFor(target.path)
    if (settings.ignores(target.path)) continue
    const document = await read(target.path, await textOf(target))
    if (!document) continue
    progress(checked.push(target.path))
    for (const problem of settings.check(document)) problems.push(problem)
    index.add(document)
  }
  for (const problem of index.problems()) {
    const shown = withSeverity(finder.settingsFor(problem.file), problem)
    if (shown) problems.push(shown)
  }
  const all = finder.all()
  return {
    problems: inOrder([...all.flatMap((settings) => settings.problems), ...problems], checked).map(withShownPaths),
    files: checked.length,
    notices: all.flatMap((settings) => settings.notices),
  }
}
