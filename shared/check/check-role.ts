/** All rules for one role. Nothing is said about what is `unknown`. */
import type { Catalog } from '../catalog/catalog.js'
import { isPattern } from '../catalog/pattern.js'
import { grantedIn, grantedLists, grantedPermissions } from '../model/granted.js'
import type { Problem, ProblemCode } from '../model/problem.js'
import type { Risk } from '../model/risk.js'
import type { Role } from '../model/role.js'
import { findRoleType, platformOf } from '../platforms/registry.js'
import { aboveLimit } from './blast-radius-limit.js'
import { coveredPermissions } from './covered-permission.js'
import { duplicatePermissions } from './duplicate-permission.js'
import { emptyPatterns } from './empty-pattern.js'
import { firstOfEachSite } from './exclusive.js'
import { idleRestrictions } from './idle-restriction.js'
import { malformedPermissions } from './malformed-permission.js'
import { noPermissions } from './no-permissions.js'
import { outdatedPermissions } from './outdated-permission.js'
import { unacceptableTexts } from './text.js'
import { unknownPermissions } from './unknown-permission.js'
import { unknownType, wrongAttributes } from './wrong-attribute.js'
import { wrongScopes } from './wrong-scope.js'

export type ShapeOptions = {
  /** Whether patterns may stand in lists of permissions. */
  readonly patterns: boolean
}

export type CatalogOptions = {
  readonly catalog: Catalog
  /** The highest blast radius that is allowed; null: any. */
  readonly limit: Risk | null
  readonly patterns: boolean
}

export type RoleOptions = CatalogOptions & {
  /** Part of the role cannot be seen: only rules that look at one permission speak. */
  readonly partial: boolean
}

/** RC005–RC008 and RC011: what can be seen without a catalog. */
export const checkShape = (role: Role, { patterns }: ShapeOptions): readonly Problem[] => {
  const type = findRoleType(role.type)
  if (!type) return [unknownType(role.type)]
  return [
    ...malformedPermissions(grantedPermissions(role, type), platformOf(type), { patterns }),
    ...noPermissions(role, type),
    ...unacceptableTexts(role, type),
    ...wrongAttributes(role, type),
    ...idleRestrictions(role, type),
  ]
}

/** RC001, RC003, RC004, RC009 and RC010: what a catalog says. */
export const checkCatalog = (role: Role, { catalog, limit, patterns }: CatalogOptions): readonly Problem[] => {
  const type = findRoleType(role.type)
  if (!type) return []
  const all = grantedPermissions(role, type)
  const granted = patterns ? all : all.filter(({ value }) => !isPattern(value))
  return [
    ...wrongScopes(granted, catalog),
    ...unknownPermissions(granted, catalog),
    ...outdatedPermissions(granted, catalog),
    ...aboveLimit(granted, catalog, limit),
    ...emptyPatterns(granted, catalog),
  ]
}

/** RC002 and RC014: what is written more than once. Only where the source text is seen: sets have no repeats. */
export const checkRepeats = (
  role: Role,
  { catalog, patterns }: { readonly catalog: Catalog; readonly patterns: boolean },
): readonly Problem[] => {
  const type = findRoleType(role.type)
  if (!type) return []
  return grantedLists(role, type)
    .map(grantedIn)
    .flatMap((list) => [...duplicatePermissions(list), ...(patterns ? coveredPermissions(list, catalog) : [])])
}

/** Rules that look at one permission. */
const partialCodes: ReadonlySet<ProblemCode> = new Set(['RC001', 'RC002', 'RC004', 'RC005'])

export const checkRole = (role: Role, options: RoleOptions): readonly Problem[] => {
  const all = firstOfEachSite([
    ...checkShape(role, options),
    ...checkCatalog(role, options),
    ...checkRepeats(role, options),
  ])
  return options.partial ? all.filter(({ code }) => partialCodes.has(code)) : all
}
