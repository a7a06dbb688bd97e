/** The rules that look at one permission at a time: RC001, RC003, RC004, RC005 and RC010. */
import type { Catalog } from '../catalog/catalog.js'
import { isPattern } from '../catalog/pattern.js'
import type { Granted } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import { emptyPatterns } from './empty-pattern.js'
import { malformedPermissions } from './malformed-permission.js'
import { outdatedPermissions } from './outdated-permission.js'
import { unknownPermissions } from './unknown-permission.js'
import { wrongScopes } from './wrong-scope.js'

export type PermissionOptions = {
  readonly catalog: Catalog
  /** Whether patterns may stand in lists of permissions. */
  readonly patterns: boolean
}

/** RC001, RC003, RC004 and RC010. */
export const uncatalogedPermissions = (
  granted: readonly Granted[],
  { catalog, patterns }: PermissionOptions,
): readonly Problem[] => {
  if (granted.length === 0) return []
  const seen = patterns ? granted : granted.filter(({ value }) => !isPattern(value))
  return [
    ...wrongScopes(seen, catalog),
    ...unknownPermissions(seen, catalog),
    ...outdatedPermissions(seen, catalog),
    ...emptyPatterns(seen, catalog),
  ]
}

export const wrongPermissions = (granted: readonly Granted[], options: PermissionOptions): readonly Problem[] =>
  granted.length === 0
    ? []
    : [...malformedPermissions(granted, options.catalog.platform, options), ...uncatalogedPermissions(granted, options)]

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
