/** All rules for one role. Nothing is said about what is `unknown`. */

import type { Granted, GrantedList } from '../model/granted.js'
import { grantedIn, grantedLists } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import type { Risk } from '../model/risk.js'
import type { Role, RoleType } from '../model/role.js'
import { findRoleType, platformOf } from '../platforms/registry.js'
import { unknownType } from '../platforms/unknown-type.js'
import { visitAttributes } from '../rules/attributes.js'
import { onePerSite } from '../rules/one-per-site.js'
import {
  misspeltPermissions,
  plainPermissions,
  uncatalogedPermissions,
  wrongPermissions,
} from '../rules/one-permission.js'
import { problem } from '../rules/problem.js'
import type { PermissionOptions } from '../rules/rule.js'
import { rules, rulesOn } from '../rules/rules.js'
import { wrongAttribute } from '../rules/wrong-attribute.js'

export type ShapeOptions = Pick<PermissionOptions, 'patterns'>

export type CatalogOptions = PermissionOptions & {
  /** The highest blast radius that is allowed; null: any. */
  readonly limit: Risk | null
}

export type RoleOptions = CatalogOptions & {
  /** Part of the role cannot be seen: no rule that needs the whole role speaks. */
  readonly partial: boolean
}

const visits = rulesOn('attributes').map(({ visit }) => visit)
const roleRules = rulesOn('role')
const listRules = rulesOn('list')
const limitRules = rulesOn('limit')

const attributeProblems = (role: Role, type: RoleType, lists: readonly GrantedList[]): readonly Problem[] => [
  ...visitAttributes(role, type, visits),
  ...roleRules.flatMap(({ run }) => run(role, type, lists)),
]

const repeatProblems = (lists: readonly GrantedList[], options: PermissionOptions): readonly Problem[] =>
  lists.flatMap((list) => listRules.flatMap(({ run }) => run(list, options)))

const typeProblems = ({ type }: Role): readonly Problem[] => {
  const { message, suggestions } = unknownType(type)
  return [problem(wrongAttribute, [], message, suggestions)]
}

/** What can be seen without a catalog. */
export const checkShape = (role: Role, { patterns }: ShapeOptions): readonly Problem[] => {
  const type = findRoleType(role.type)
  if (!type) return typeProblems(role)
  const lists = grantedLists(role, type)
  const granted = lists.flatMap((list) => grantedIn(list))
  return [...misspeltPermissions(granted, platformOf(type), patterns), ...attributeProblems(role, type, lists)]
}

const limitProblems = (
  lists: readonly GrantedList[],
  { catalog, limit, patterns }: CatalogOptions,
): readonly Problem[] => {
  if (limit === null) return []
  const granted = lists.flatMap((list) => grantedIn(list))
  return limitRules.flatMap(({ run }) => run(granted, { catalog, limit, patterns }))
}

/** The limit alone, for those who learn of it when all else is checked. */
export const checkLimit = (role: Role, options: CatalogOptions): readonly Problem[] => {
  const type = findRoleType(role.type)
  return type ? limitProblems(grantedLists(role, type), options) : []
}

/** What a catalog says, and the limit on what it rates. */
export const checkCatalog = (role: Role, options: CatalogOptions): readonly Problem[] => {
  const type = findRoleType(role.type)
  const lists = type ? grantedLists(role, type) : []
  const granted = lists.flatMap((list) => grantedIn(list))
  return [...uncatalogedPermissions(granted, options), ...limitProblems(lists, options)]
}

/** What is written more than once. Only where the source text is seen: sets have no repeats. */
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

const siteOf = ({ path }: Problem): string => JSON.stringify(path)

export const checkRole = (role: Role, options: RoleOptions): readonly Problem[] => {
  const type = findRoleType(role.type)
  if (!type) return options.partial ? [] : typeProblems(role)
  const lists = grantedLists(role, type)
  const suspects = lists.filter((list) => !isPlain(list, options))
  const all = onePerSite(
    [...listProblems(suspects, options), ...attributeProblems(role, type, lists), ...limitProblems(lists, options)],
    siteOf,
  )
  return options.partial ? all.filter(({ code }) => !rules[code].needsWholeRole) : all
}
