/** RC014: a pattern of the same list brings the permission already. */
import type { Catalog } from '../catalog/catalog.js'
import { isPattern, matchPattern } from '../catalog/pattern.js'
import { grantedIn } from '../model/granted.js'
import type { GrantedList } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import { problem, quote } from './problem.js'

/** `list`: what one list of a role holds. */
export const coveredPermissions = (list: GrantedList, catalog: Catalog): readonly Problem[] => {
  const written = grantedIn(list, isPattern)
  if (written.length === 0) return []
  const patterns = [...new Set(written.map(({ value }) => value))].map((value) => ({
    value,
    brings: new Set(matchPattern(value, catalog, list.scope).map((permission) => permission.value)),
  }))
  return grantedIn(list).flatMap(({ path, value }) => {
    const own = patterns.find((pattern) => pattern.value === value)
    const bringsAll = ({ brings }: (typeof patterns)[number]): boolean =>
      own ? own.brings.size < brings.size && [...own.brings].every((one) => brings.has(one)) : brings.has(value)
    const covering = own?.brings.size === 0 ? undefined : patterns.find(bringsAll)
    if (!covering) return []
    return [problem('RC014', path, `${quote(value)} is already covered by ${quote(covering.value)}. It can be removed.`)]
  })
}
