/** RC002: a list holds the same permission or pattern twice. */

import type { GrantedList } from '../model/granted.js'
import { grantedIn } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import { quote } from '../model/wording.js'
import { problem } from './problem.js'

export const duplicatePermissions = (list: GrantedList): readonly Problem[] => {
  // Most lists repeat nothing, and that is seen without a look at their items.
  if (!Array.isArray(list.value) || new Set(list.value).size === list.value.length) return []
  const seen = new Set<string>()
  return grantedIn(list).flatMap(({ path, value }) => {
    if (seen.has(value)) return [problem('RC002', path, `${quote(value)} is already in this list. Remove one of them.`)]
    seen.add(value)
    return []
  })
}
