/** RC010: a pattern that stands for nothing. */
import type { Catalog } from '../catalog/catalog.js'
import { isPattern, matchPattern, patternProblem } from '../catalog/pattern.js'
import type { Problem } from '../model/problem.js'
import { quote } from '../model/wording.js'
import { problem } from './problem.js'
import type { CatalogRule } from './rule.js'

/** Why a pattern stands for nothing, in sentences. */
export const emptyPatternReason = (value: string, scope: string | null, catalog: Catalog): string => {
  const { key, title } = catalog.platform
  const refresh = `\`rolecall catalog refresh ${key}\``
  if (catalog.coverage === 'unconfirmed') {
    return `${quote(value)} stands for nothing, because the permissions of ${title} are not known. Run ${refresh} first.`
  }
  const where = scope === null ? '' : ` of scope ${quote(scope)}`
  return (
    `${quote(value)} matches no permission${where} in the ${title} catalog of ${catalog.retrieved}. ` +
    `Correct it, or run ${refresh} if ${title} has added some since.`
  )
}

export const emptyPattern = {
  code: 'RC010',
  title: 'Pattern matches nothing',
  severity: 'warning',
  // What is deployed there would lack it.
  severityAtSynth: 'error',
  rank: 5,
  needsWholeRole: true,
  removal: { title: 'Remove the pattern without a match', safe: false },
  looksAt: 'catalog',
  run: (granted, catalog): readonly Problem[] =>
    granted.flatMap(({ path, value, scope }) => {
      if (!isPattern(value) || patternProblem(value, catalog.platform.permission.separator) !== null) return []
      return matchPattern(value, catalog, scope).length > 0
        ? []
        : [problem(emptyPattern, path, emptyPatternReason(value, scope, catalog))]
    }),
} satisfies CatalogRule
