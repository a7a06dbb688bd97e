/** RC004: the platform has given the permission up, or calls it something else now. */
import { isInScope } from '../catalog/catalog.js'
import type { Problem } from '../model/problem.js'
import { allOf, quote } from '../model/wording.js'
import { problem } from './problem.js'
import type { CatalogRule } from './rule.js'

export const outdatedPermission = {
  code: 'RC004',
  title: 'Deprecated or renamed permission',
  severity: 'warning',
  tag: 'deprecated',
  looksAt: 'catalog',
  run: (granted, catalog): readonly Problem[] =>
    granted.flatMap(({ path, value, scope }) => {
      const permission = catalog.find(value)
      if (permission?.status !== 'deprecated' && permission?.status !== 'renamed') return []
      const { replacedBy, status } = permission
      const what = `${quote(value)} is ${status} at ${catalog.platform.title}.`
      if (replacedBy.length === 0) return [problem(outdatedPermission, path, `${what} Remove it.`)]
      // One text can stand for it only where one permission does, in a list of the same scope.
      const suggestions = replacedBy.filter((other) => {
        const entry = catalog.find(other)
        return replacedBy.length === 1 && (!entry || isInScope(entry, scope))
      })
      return [problem(outdatedPermission, path, `${what} Grant ${allOf(replacedBy)} instead.`, suggestions)]
    }),
} satisfies CatalogRule
