/** The rules that look at one permission at a time. */
import type { Catalog } from '../catalog/catalog.js'
import { isPattern } from '../catalog/pattern.js'
import type { Granted } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import type { Platform } from '../platforms/platform.js'
import type { PermissionOptions } from './rule.js'
import { rulesOn } from './rules.js'

const spellingRules = rulesOn('spelling')
const catalogRules = rulesOn('catalog')

/** What can be seen without a catalog. */
export const misspeltPermissions = (
  granted: readonly Granted[],
  platform: Platform,
  patterns: boolean,
): readonly Problem[] =>
  granted.length === 0 ? [] : spellingRules.flatMap(({ run }) => run(granted, platform, patterns))

/** What a catalog says. */
export const uncatalogedPermissions = (
  granted: readonly Granted[],
  { catalog, patterns }: PermissionOptions,
): readonly Problem[] => {
  if (granted.length === 0) return []
  const seen = patterns ? granted : granted.filter(({ value }) => !isPattern(value))
  return catalogRules.flatMap(({ run }) => run(seen, catalog))
}

export const wrongPermissions = (granted: readonly Granted[], options: PermissionOptions): readonly Problem[] =>
  granted.length === 0
    ? []
    : [
        ...misspeltPermissions(granted, options.catalog.platform, options.patterns),
        ...uncatalogedPermissions(granted, options),
      ]

const plainValues = new WeakMap<Catalog, Map<string | null, ReadonlySet<string>>>()

/**
 * What none of these rules minds in a list of a scope. Nearly all that roles hold is of these, and there
 * are few of them: asking once, for the catalog, spares asking for every role.
 */
export const plainPermissions = (catalog: Catalog, scope: string | null): ReadonlySet<string> => {
  const scopes = plainValues.get(catalog) ?? new Map<string | null, ReadonlySet<string>>()
  plainValues.set(catalog, scopes)
  const known = scopes.get(scope)
  if (known) return known
  const granted = catalog.permissions.map(({ value }, index): Granted => ({ path: [index], value, scope }))
  const wrong = new Set(wrongPermissions(granted, { catalog, patterns: false }).map(({ path }) => path[0]))
  const plain = new Set(granted.filter((_, index) => !wrong.has(index)).map(({ value }) => value))
  scopes.set(scope, plain)
  return plain
}
