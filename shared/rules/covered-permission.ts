/** RC014: a pattern of the same list brings the permission already. */
import type { Catalog } from '../catalog/catalog.js'
import { isPattern, matchPattern } from '../catalog/pattern.js'
import type { GrantedList } from '../model/granted.js'
import { grantedIn } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import { quote } from '../model/wording.js'
import { problem } from './problem.js'

/** `list`: what one list of a role holds. */
export const coveredPermissions = (list: GrantedList, catalog: Catalog): readonly Problem[] => {
  const written = grantedIn(list, isPattern)
  if (written.length === 0) return []
  const patterns = new Map(written.map(({ value }) => [value, { value, brings: new Set<string>() }] as const))
  for (const { value, brings } of patterns.values()) {
    for (const permission of matchPattern(value, catalog, list.scope)) brings.add(permission.value)
  }
  // Of those that bring something there are no more than the catalog has names for.
  const useful = [...patterns.values()].filter(({ brings }) => brings.size > 0)
  return grantedIn(list).flatMap(({ path, value }) => {
    const own = patterns.get(value)
    const bringsAll = ({ brings }: (typeof useful)[number]): boolean =>
      own ? own.brings.size < brings.size && [...own.brings].every((one) => brings.has(one)) : brings.has(value)
    const covering = own?.brings.size === 0 ? undefined : useful.find(bringsAll)
    if (!covering) return []
    return [
      problem('RC014', path, `${quote(value)} is already covered by ${quote(covering.value)}. It can be removed.`),
    ]
  })
}
