import { readFile } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import { documentLanguage } from '@rolecall/shared/documents/language.js'
import { readRoleFile } from '@rolecall/shared/documents/read.js'
import { createRoleIndex } from '@rolecall/shared/documents/role-index.js'
import { createSource } from '@rolecall/shared/documents/source.js'
import type { LocatedProblem } from '@rolecall/shared/model/problem.js'
import { UsageError } from '../verb.js'
import type { Report } from './format/report.js'
import { createSettingsFinder, withSeverity } from './settings.js'

/** A file to check: its absolute path, and its text unless that is to be read from there. */
export type Target = { readonly path: string; readonly text?: string }

export type LintOptions = {
  readonly trust: boolean
  /** Called after each file. */
  readonly progress: (done: number) => void
}

export type Outcome = Report & { readonly notices: readonly string[] }

const textOf = async ({ path, text }: Target): Promise<string> => {
  if (text !== undefined) return text
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const parse = (path: string, text: string): RoleDocument | null => {
  const language = documentLanguage(path)
  return language && readRoleFile(createSource(path, text), language)
}

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

const shownPath = (path: string): string => relative(process.cwd(), path).split(sep).join('/')

const withShownPaths = (problem: LocatedProblem): LocatedProblem => ({
  ...problem,
  file: shownPath(problem.file),
  ...(problem.related && { related: problem.related.map((other) => ({ ...other, file: shownPath(other.file) })) }),
})

/** Checks files one after the other. Of a file only its problems and its roles' names are kept. */
export const lintFiles = async (targets: readonly Target[], { trust, progress }: LintOptions): Promise<Outcome> => {
  const finder = createSettingsFinder({ trust })
  const index = createRoleIndex()
  const problems: LocatedProblem[] = []
  const checked: string[] = []
  for (const target of targets) {
    const settings = await finder.settingsFor(target.path)
    if (settings.ignores(target.path)) continue
    const document = parse(target.path, await textOf(target))
    progress(checked.push(target.path))
    if (!document) continue
    for (const problem of settings.check(document)) problems.push(problem)
    index.add(document)
  }
  for (const problem of index.problems()) {
    const shown = withSeverity(await finder.settingsFor(problem.file), problem)
    if (shown) problems.push(shown)
  }
  const all = await finder.all()
  return {
    problems: inOrder([...all.flatMap((settings) => settings.problems), ...problems], checked).map(withShownPaths),
    files: checked.length,
    notices: all.flatMap((settings) => settings.notices),
  }
}
