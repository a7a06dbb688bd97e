/** The rules for permissions that belong to no role yet: arguments of a function, a line being typed. */
import type { Catalog } from '../catalog/catalog.js'
import { isPattern } from '../catalog/pattern.js'
import type { Granted } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import { emptyPatterns } from './empty-pattern.js'
import { firstOfEachSite } from './exclusive.js'
import { malformedPermissions } from './malformed-permission.js'
import { outdatedPermissions } from './outdated-permission.js'
import { unknownPermissions } from './unknown-permission.js'
import { wrongScopes } from './wrong-scope.js'

/** RC001, RC003, RC004, RC005 and RC010; the path of each problem is the position in `permissions`. */
export const checkPermissions = (
  permissions: readonly string[],
  scope: string | null,
  { catalog, patterns }: { readonly catalog: Catalog; readonly patterns: boolean },
): readonly Problem[] => {
  const all = permissions.map((value, index): Granted => ({ path: [index], value, scope }))
  const granted = patterns ? all : all.filter(({ value }) => !isPattern(value))
  return firstOfEachSite([
    ...malformedPermissions(all, catalog.platform, { patterns }),
    ...wrongScopes(granted, catalog),
    ...unknownPermissions(granted, catalog),
    ...outdatedPermissions(granted, catalog),
    ...emptyPatterns(granted, catalog),
  ])
}
