/** RC003: the catalog holds the permission, but for lists of another scope. */
import { isInScope } from '../catalog/catalog.js'
import { nearestPermissions } from '../catalog/nearest.js'
import type { Problem } from '../model/problem.js'
import { didYouMean, oneOf, quote } from '../model/wording.js'
import { problem } from './problem.js'
import type { CatalogRule } from './rule.js'

export const wrongScope = {
  code: 'RC003',
  title: 'Permission of another scope',
  severity: 'warning',
  rank: 3,
  // The scope may be what is not seen.
  needsWholeRole: true,
  looksAt: 'catalog',
  run: (granted, catalog): readonly Problem[] => {
    if (catalog.coverage === 'unconfirmed') return []
    const { title } = catalog.platform
    return granted.flatMap(({ path, value, scope }) => {
      const permission = catalog.find(value)
      if (!permission || isInScope(permission, scope)) return []
      const suggestions = nearestPermissions(value, catalog, scope)
      const belongs = `${quote(value)} belongs to ${oneOf(permission.scopes)} in the ${title} catalog of ${catalog.retrieved}`
      const fix = didYouMean(suggestions, 'Move it to a role or list of that scope, or remove it.')
      return [problem(wrongScope, path, `${belongs}, not to ${quote(scope ?? '')}. ${fix}`, suggestions)]
    })
  },
} satisfies CatalogRule
