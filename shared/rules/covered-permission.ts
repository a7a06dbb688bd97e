/** RC014: a pattern of the same list brings the permission already. */
import type { Catalog } from '../catalog/catalog.js'
import { isPattern, matchPattern } from '../catalog/pattern.js'
import type { Granted, GrantedList } from '../model/granted.js'
import { besideOf, grantedIn } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import { quote } from '../model/wording.js'
import { problem } from './problem.js'
import type { ListRule } from './rule.js'

type Pattern = { readonly value: string; readonly brings: ReadonlySet<string> }

/** What each pattern brings. */
const patternsOf = (written: readonly Granted[], list: GrantedList, catalog: Catalog): ReadonlyMap<string, Pattern> =>
  new Map(
    [...new Set(written.map(({ value }) => value))].map((value) => [
      value,
      { value, brings: new Set(matchPattern(value, catalog, list.scope).map((permission) => permission.value)) },
    ]),
  )

/** The patterns that bring something, by what stands beside them. Of each there are no more than the catalog has names for. */
const usefulIn = (
  written: readonly Granted[],
  patterns: ReadonlyMap<string, Pattern>,
  list: GrantedList,
): ReadonlyMap<string, ReadonlySet<Pattern>> => {
  const useful = new Map<string, Set<Pattern>>()
  for (const granted of written) {
    const pattern = patterns.get(granted.value)
    const beside = besideOf(list, granted)
    if (!pattern || pattern.brings.size === 0 || beside === null) continue
    const same = useful.get(beside) ?? new Set()
    useful.set(beside, same.add(pattern))
  }
  return useful
}

export const coveredPermission = {
  code: 'RC014',
  title: 'Permission already covered by a pattern',
  severity: 'info',
  needsWholeRole: true,
  shownAtUse: true,
  removal: { title: 'Remove, since a pattern covers it', safe: true },
  tag: 'unnecessary',
  looksAt: 'list',
  run: (list, { catalog, patterns: mayStand }): readonly Problem[] => {
    const written = mayStand ? grantedIn(list, isPattern) : []
    if (written.length === 0) return []
    const patterns = patternsOf(written, list, catalog)
    const useful = usefulIn(written, patterns, list)
    return grantedIn(list).flatMap((granted) => {
      const { path, value } = granted
      const own = patterns.get(value)
      if (own?.brings.size === 0) return []
      const bringsAll = ({ brings }: Pattern): boolean =>
        own ? own.brings.size < brings.size && [...own.brings].every((one) => brings.has(one)) : brings.has(value)
      const covering = [...(useful.get(besideOf(list, granted) ?? '') ?? [])].find(bringsAll)
      if (!covering) return []
      const message = `${quote(value)} is already covered by ${quote(covering.value)}. It can be removed.`
      return [problem(coveredPermission, path, message)]
    })
  },
} satisfies ListRule
