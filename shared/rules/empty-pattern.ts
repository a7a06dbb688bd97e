/** RC010: a pattern that stands for nothing. */
import type { Catalog } from '../catalog/catalog.js'
import { isPattern, matchPattern, patternProblem } from '../catalog/pattern.js'
import type { Granted } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import { quote } from '../model/wording.js'
import { problem } from './problem.js'

const reasonFor = (value: string, scope: string | null, catalog: Catalog): string => {
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

export const emptyPatterns = (granted: readonly Granted[], catalog: Catalog): readonly Problem[] =>
  granted.flatMap(({ path, value, scope }) => {
    if (!isPattern(value) || patternProblem(value, catalog.platform.permission.separator) !== null) return []
    return matchPattern(value, catalog, scope).length > 0
      ? []
      : [problem('RC010', path, reasonFor(value, scope, catalog))]
  })
