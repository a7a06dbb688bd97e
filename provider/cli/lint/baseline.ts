/** Problems that were there when a team began: known, counted, and not said again. */

import { visibleJson } from '@rolecall/shared/model/visible.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import { readRegular } from '../../read-regular.js'
import { errorReason, writeWhole } from '../files/write.js'
import { UsageError } from '../verb.js'
import { fingerprintOf } from './fingerprint.js'

/** How many problems of a fingerprint are known. */
export type Baseline = ReadonlyMap<string, number>

type Entry = { readonly fingerprint: string; readonly count: number }

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' &&
  value !== null &&
  'fingerprint' in value &&
  typeof value.fingerprint === 'string' &&
  'count' in value &&
  Number.isInteger(value.count)

const parse = (text: string): readonly Entry[] | null => {
  try {
    const data: unknown = JSON.parse(text)
    if (
      typeof data !== 'object' ||
      data === null ||
      !('version' in data) ||
      data.version !== 1 ||
      !('problems' in data)
    )
      return null
    return Array.isArray(data.problems) && data.problems.every(isEntry) ? data.problems : null
  } catch {
    return null
  }
}

/** Bytes: some hundred thousand entries. */
const maximumBaseline = 100_000_000

const readText = (path: string): string => {
  try {
    return readRegular(path, maximumBaseline)
  } catch (error) {
    throw new UsageError(`the baseline ${path} cannot be read: ${errorReason(error)}; --update-baseline writes it`)
  }
}

export const readBaseline = (path: string): Baseline => {
  const entries = parse(readText(path))
  if (!entries) throw new UsageError(`${path} is no baseline; write it anew with --update-baseline`)
  return new Map(entries.map(({ fingerprint, count }) => [fingerprint, count]))
}

/** Of a kind of problem, those above the known number. */
export const unknownProblems = (problems: readonly LocatedProblem[], baseline: Baseline): readonly LocatedProblem[] => {
  const left = new Map(baseline)
  return problems.filter((problem) => {
    const fingerprint = fingerprintOf(problem)
    const count = left.get(fingerprint) ?? 0
    if (count > 0) left.set(fingerprint, count - 1)
    return count <= 0
  })
}

/** Sorted, one line an entry, so that a merge conflict in it is rare and easy. */
export const writeBaseline = async (path: string, problems: readonly LocatedProblem[]): Promise<void> => {
  const counts = new Map<string, { readonly problem: LocatedProblem; count: number }>()
  for (const problem of problems) {
    const fingerprint = fingerprintOf(problem)
    const known = counts.get(fingerprint)
    if (known) known.count += 1
    else counts.set(fingerprint, { problem, count: 1 })
  }
  const lines = [...counts]
    .map(([fingerprint, { problem, count }]) =>
      visibleJson({ file: problem.file, code: problem.code, role: problem.role, count, fingerprint }),
    )
    .sort()
  const body = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n]`
  await writeWhole(path, `{"version":1,"problems":${body}}\n`)
}
