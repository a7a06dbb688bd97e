/** RC014: a pattern of the same list brings the permission already. */
import type { Catalog } from '../catalog/catalog.js'
import { isPattern, matchPattern } from '../catalog/pattern.js'
import type { Granted } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import { problem, quote } from './problem.js'

/** `list`: what one list of a role holds. */
export const coveredPermissions = (list: readonly Granted[], catalog: Catalog): readonly Problem[] => {
  const patterns = [...new Set(list.filter(({ value }) => isPattern(value)).map(({ value }) => value))].map((value) => ({
    value,
    brings: new Set(matchPattern(value, catalog, list[0]?.scope ?? null).map((permission) => permission.value)),
  }))
  if (patterns.length === 0) return []
  return list.flatMap(({ path, value }) => {
    const own = patterns.find((pattern) => pattern.value === value)
    const bringsAll = ({ brings }: (typeof patterns)[number]): boolean =>
      own ? own.brings.size < brings.size && [...own.brings].every((one) => brings.has(one)) : brings.has(value)
    const covering = own?.brings.size === 0 ? undefined : patterns.find(bringsAll)
    if (!covering) return []
    return [problem('RC014', path, `${quote(value)} is already covered by ${quote(covering.value)}. It can be removed.`)]
  })
}
