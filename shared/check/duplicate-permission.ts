/** RC002: a list holds the same permission or pattern twice. */
import type { Granted } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import { problem, quote } from './problem.js'

/** `list`: what one list of a role holds. */
export const duplicatePermissions = (list: readonly Granted[]): readonly Problem[] => {
  const seen = new Set<string>()
  return list.flatMap(({ path, value }) => {
    if (seen.has(value)) return [problem('RC002', path, `${quote(value)} is already in this list. Remove one of them.`)]
    seen.add(value)
    return []
  })
}
