/** All rules for one role. Nothing is said about what is `unknown`. */
import type { Catalog } from '../catalog/catalog.js'
import { isPattern } from '../catalog/pattern.js'
import { grantedIn, grantedLists } from '../model/granted.js'
import type { Granted } from '../model/granted.js'
import type { Problem, ProblemCode } from '../model/problem.js'
import type { Risk } from '../model/risk.js'
import type { Role, RoleType } from '../model/role.js'
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

export type RepeatOptions = Omit<CatalogOptions, 'limit'>

export type RoleOptions = CatalogOptions & {
  /** Part of the role cannot be seen: only rules that look at one permission speak. */
  readonly partial: boolean
}

type Lists = readonly (readonly Granted[])[]

const shapeProblems = (role: Role, type: RoleType, lists: Lists, { patterns }: ShapeOptions): readonly Problem[] => [
  ...malformedPermissions(lists.flat(), platformOf(type), { patterns }),
  ...noPermissions(role, type),
  ...unacceptableTexts(role, type),
  ...wrongAttributes(role, type),
  ...idleRestrictions(role, type),
]

const catalogProblems = (lists: Lists, { catalog, limit, patterns }: CatalogOptions): readonly Problem[] => {
  const all = lists.flat()
  const granted = patterns ? all : all.filter(({ value }) => !isPattern(value))
  return [
    ...wrongScopes(granted, catalog),
    ...unknownPermissions(granted, catalog),
    ...outdatedPermissions(granted, catalog),
    ...aboveLimit(granted, catalog, limit),
    ...emptyPatterns(granted, catalog),
  ]
}

const repeatProblems = (lists: Lists, { catalog, patterns }: RepeatOptions): readonly Problem[] =>
  lists.flatMap((list) => [...duplicatePermissions(list), ...(patterns ? coveredPermissions(list, catalog) : [])])

const listsOf = (role: Role, type: RoleType): Lists => grantedLists(role, type).map(grantedIn)

/** RC005–RC008 and RC011: what can be seen without a catalog. */
export const checkShape = (role: Role, options: ShapeOptions): readonly Problem[] => {
  const type = findRoleType(role.type)
  return type ? shapeProblems(role, type, listsOf(role, type), options) : [unknownType(role.type)]
}

/** RC001, RC003, RC004, RC009 and RC010: what a catalog says. */
export const checkCatalog = (role: Role, options: CatalogOptions): readonly Problem[] => {
  const type = findRoleType(role.type)
  return type ? catalogProblems(listsOf(role, type), options) : []
}

/** RC002 and RC014: what is written more than once. Only where the source text is seen: sets have no repeats. */
export const checkRepeats = (role: Role, options: RepeatOptions): readonly Problem[] => {
  const type = findRoleType(role.type)
  return type ? repeatProblems(listsOf(role, type), options) : []
}

/** Rules that look at one permission. */
const partialCodes: ReadonlySet<ProblemCode> = new Set(['RC001', 'RC002', 'RC004', 'RC005'])

export const checkRole = (role: Role, options: RoleOptions): readonly Problem[] => {
  const type = findRoleType(role.type)
  const lists = type ? listsOf(role, type) : []
  const all = firstOfEachSite([
    ...(type ? shapeProblems(role, type, lists, options) : [unknownType(role.type)]),
    ...catalogProblems(lists, options),
    ...repeatProblems(lists, options),
  ])
  return options.partial ? all.filter(({ code }) => partialCodes.has(code)) : all
}
