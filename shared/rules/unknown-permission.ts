/** RC001: the catalog does not hold the permission. Never an error: the service may be newer than the catalog. */
import { nearestPermissions } from '../catalog/nearest.js'
import { isPattern } from '../catalog/pattern.js'
import type { Problem } from '../model/problem.js'
import { didYouMean, quote } from '../model/wording.js'
import { problem } from './problem.js'
import type { CatalogRule } from './rule.js'

/** Whoever has more unknown permissions than this in a role made no typos. */
const maximumSuggested = 50

export const unknownPermission = {
  code: 'RC001',
  title: 'Unknown permission',
  severity: 'warning',
  rank: 4,
  looksAt: 'catalog',
  run: (granted, catalog): readonly Problem[] => {
    if (catalog.coverage === 'unconfirmed') return []
    const { key, title } = catalog.platform
    const unknown = granted.filter(({ value }) => !isPattern(value) && !catalog.find(value))
    return unknown.map(({ path, value, scope }, index) => {
      const suggestions = index < maximumSuggested ? nearestPermissions(value, catalog, scope) : []
      const refresh = `Check the spelling, or run \`rolecall catalog refresh ${key}\` if ${title} has added it since.`
      const message = `${quote(value)} is not in the ${title} catalog of ${catalog.retrieved}. ${didYouMean(suggestions, refresh)}`
      return problem(unknownPermission, path, message, suggestions)
    })
  },
} satisfies CatalogRule
