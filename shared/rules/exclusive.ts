import type { Problem, ProblemCode } from '../model/problem.js'

/** Of these a site gets the first that applies. A pattern that is none matches nothing anyway. */
const exclusive: readonly ProblemCode[] = ['RC013', 'RC005', 'RC003', 'RC001', 'RC010']

export const firstOfEachSite = (problems: readonly Problem[]): readonly Problem[] => {
  if (problems.length < 2) return problems
  const first = new Map<string, number>()
  for (const { code, path } of problems) {
    const site = JSON.stringify(path)
    const rank = exclusive.indexOf(code)
    if (rank >= 0) first.set(site, Math.min(rank, first.get(site) ?? rank))
  }
  return problems.filter(({ code, path }) => {
    const rank = exclusive.indexOf(code)
    return rank < 0 || rank === first.get(JSON.stringify(path))
  })
}
