/** RC002: a list holds the same permission or pattern twice. */
import { besideOf, grantedIn } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import { quote } from '../model/wording.js'
import { problem } from './problem.js'
import type { ListRule } from './rule.js'

export const duplicatePermission = {
  code: 'RC002',
  title: 'Duplicate permission',
  severity: 'warning',
  shownAtUse: true,
  removal: { title: 'Remove the duplicate', safe: true },
  tag: 'unnecessary',
  looksAt: 'list',
  run: (list): readonly Problem[] => {
    // Most lists repeat nothing, and that is seen without a look at their items.
    if (!Array.isArray(list.value)) return []
    if (list.attribute === null && new Set(list.value).size === list.value.length) return []
    const seen = new Set<string>()
    return grantedIn(list).flatMap((granted) => {
      const { path, value } = granted
      const beside = besideOf(list, granted)
      if (beside === null) return []
      const element = JSON.stringify([value, beside])
      const message = `${quote(value)} is already in this list. Remove one of them.`
      if (seen.has(element)) return [problem(duplicatePermission, path, message)]
      seen.add(element)
      return []
    })
  },
} satisfies ListRule
