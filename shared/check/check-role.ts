/** All rules for one role. Nothing is said about what is `unknown`. */

import type { Granted, GrantedList } from '../model/granted.js'
import { grantedIn, grantedLists } from '../model/granted.js'
import type { Problem, ProblemCode } from '../model/problem.js'
import type { Risk } from '../model/risk.js'
import type { Role, RoleType } from '../model/role.js'
import { findRoleType, platformOf } from '../platforms/registry.js'
import { unknownType } from '../platforms/unknown-type.js'
import { visitAttributes } from '../rules/attributes.js'
import { aboveLimit } from '../rules/blast-radius-limit.js'
import { coveredPermissions } from '../rules/covered-permission.js'
import { duplicatePermissions } from '../rules/duplicate-permission.js'
import { firstOfEachSite } from '../rules/exclusive.js'
import { idleRestrictions } from '../rules/idle-restriction.js'
import { malformedPermissions } from '../rules/malformed-permission.js'
import { noPermissions } from '../rules/no-permissions.js'
import type { PermissionOptions } from '../rules/one-permission.js'
import { plainPermissions, uncatalogedPermissions, wrongPermissions } from '../rules/one-permission.js'
import { problem } from '../rules/problem.js'
import { unacceptableTexts } from '../rules/text.js'
import { wrongAttributes } from '../rules/wrong-attribute.js'

export type ShapeOptions = Pick<PermissionOptions, 'patterns'>

export type CatalogOptions = PermissionOptions & {
  /** The highest blast radius that is allowed; null: any. */
  readonly limit: Risk | null
}

export type RoleOptions = CatalogOptions & {
  /** Part of the role cannot be seen: only rules that look at one permission speak. */
  readonly partial: boolean
}

const attributeVisits = [unacceptableTexts, wrongAttributes]

const attributeProblems = (role: Role, type: RoleType, lists: readonly GrantedList[]): readonly Problem[] => [
  ...noPermissions(lists, type),
  ...visitAttributes(role, type, attributeVisits),
  ...idleRestrictions(role, type),
]

const repeatProblems = (lists: readonly GrantedList[], { catalog, patterns }: PermissionOptions): readonly Problem[] =>
  lists.flatMap((list) => [...duplicatePermissions(list), ...(patterns ? coveredPermissions(list, catalog) : [])])

const typeProblems = ({ type }: Role): readonly Problem[] => {
  const { message, suggestions } = unknownType(type)
  return [problem('RC008', [], message, suggestions)]
}

/** RC005–RC008 and RC011: what can be seen without a catalog. */
export const checkShape = (role: Role, options: ShapeOptions): readonly Problem[] => {
  const type = findRoleType(role.type)
  if (!type) return typeProblems(role)
  const lists = grantedLists(role, type)
  const granted = lists.flatMap((list) => grantedIn(list))
  return [...malformedPermissions(granted, platformOf(type), options), ...attributeProblems(role, type, lists)]
}

const limitProblems = (
  lists: readonly GrantedList[],
  { catalog, limit, patterns }: CatalogOptions,
): readonly Problem[] =>
  limit === null
    ? []
    : aboveLimit(
        lists.flatMap((list) => grantedIn(list)),
        { catalog, limit, patterns },
      )

/** RC001, RC003, RC004, RC009 and RC010: what a catalog says. */
export const checkCatalog = (role: Role, options: CatalogOptions): readonly Problem[] => {
  const type = findRoleType(role.type)
  const lists = type ? grantedLists(role, type) : []
  const granted = lists.flatMap((list) => grantedIn(list))
  return [...uncatalogedPermissions(granted, options), ...limitProblems(lists, options)]
}

/** RC002 and RC014: what is written more than once. Only where the source text is seen: sets have no repeats. */
export const checkRepeats = (role: Role, options: PermissionOptions): readonly Problem[] => {
  const type = findRoleType(role.type)
  return type ? repeatProblems(grantedLists(role, type), options) : []
}

/** Nearly every list holds what no rule minds, each once: one look tells that of it, and no rule need be asked. */
const isPlain = ({ attribute, scope, value }: GrantedList, { catalog }: PermissionOptions): boolean => {
  if (!Array.isArray(value) || attribute !== null) return false
  const plain = plainPermissions(catalog, scope)
  let ascending = true
  let before = ''
  for (const item of value) {
    if (typeof item !== 'string' || !plain.has(item)) return false
    ascending &&= before < item
    before = item
  }
  // What is sorted holds nothing twice, and most lists are.
  return ascending || new Set(value).size === value.length
}

/** What the rules about one permission need to look at. */
const notPlain = (lists: readonly GrantedList[], { catalog }: PermissionOptions): readonly Granted[] =>
  lists.flatMap((list) => {
    const plain = plainPermissions(catalog, list.scope)
    return grantedIn(list, (value) => !plain.has(value))
  })

/** What is wrong with the permissions in lists. */
const listProblems = (lists: readonly GrantedList[], options: RoleOptions): readonly Problem[] =>
  lists.length === 0 ? [] : [...wrongPermissions(notPlain(lists, options), options), ...repeatProblems(lists, options)]

/** Rules that look at one permission. */
const partialCodes: ReadonlySet<ProblemCode> = new Set(['RC001', 'RC002', 'RC004', 'RC005'])

export const checkRole = (role: Role, options: RoleOptions): readonly Problem[] => {
  const type = findRoleType(role.type)
  if (!type) return options.partial ? [] : typeProblems(role)
  const lists = grantedLists(role, type)
  const suspects = lists.filter((list) => !isPlain(list, options))
  const all = firstOfEachSite([
    ...listProblems(suspects, options),
    ...attributeProblems(role, type, lists),
    ...limitProblems(lists, options),
  ])
  return options.partial ? all.filter(({ code }) => partialCodes.has(code)) : all
}
