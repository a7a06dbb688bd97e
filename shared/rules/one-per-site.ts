import type { ProblemCode } from '../model/problem.js'
import type { Rule } from './rule.js'
import { rules } from './rules.js'

/** Looked up for every problem, of which there may be hundreds of thousands. */
const ranks: ReadonlyMap<ProblemCode, number> = new Map(
  Object.values<Rule>(rules).flatMap(({ code, rank }) => (rank === undefined ? [] : [[code, rank]])),
)

/** Of the problems of a site whose rules have a rank, only those of the lowest. `siteOf`: equal for one site. */
export const onePerSite = <Found extends { readonly code: ProblemCode }>(
  problems: readonly Found[],
  siteOf: (problem: Found) => string,
): readonly Found[] => {
  if (problems.length < 2) return problems
  const lowest = new Map<string, number>()
  for (const problem of problems) {
    const rank = ranks.get(problem.code)
    if (rank === undefined) continue
    const site = siteOf(problem)
    lowest.set(site, Math.min(rank, lowest.get(site) ?? rank))
  }
  return problems.filter((problem) => {
    const rank = ranks.get(problem.code)
    return rank === undefined || rank === lowest.get(siteOf(problem))
  })
}
