/** Lists of permissions that are put together before Terraform runs; those with tokens in them, by Terraform itself. */
import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { compareRisk } from '@rolecall/shared/model/risk.js'
import type { Risk } from '../bindings/catalog.js'
import { Fn, Token } from '../core.js'
import { expanded } from './matched-permissions.js'
import type { PermissionList, SomePermissions } from './permission-list.js'

const isKnown = (items: readonly string[]): boolean =>
  !Token.isUnresolved(items) && items.every((item) => !Token.isUnresolved(item))

/** Of tokens each list is one argument of Terraform's functions. */
const listsOf = (permissions: SomePermissions, catalog: Catalog | null): readonly string[][] =>
  permissions.map((one) => {
    if (typeof one === 'string') return [...expanded([one], catalog)]
    return isKnown(one) ? [...expanded(one, catalog)] : (one as string[])
  })

const ratedAtMost = (risk: Risk, catalog: Catalog | null): readonly string[] => {
  if (!catalog)
    throw new Error('`atMost` of these permissions needs their platform: begin with `permissions.PLATFORM`.')
  const rated = catalog.permissions.filter((one) => one.risk !== null && compareRisk(one.risk, risk) <= 0)
  if (rated.length > 0) return rated.map(({ value }) => value)
  const { title, key } = catalog.platform
  throw new Error(
    `No permission of ${title} is rated, so none is known to be at most ${risk}. Rate them in .rolecall/catalog.${key}.json.`,
  )
}

const atMost = (items: readonly string[], risk: Risk, catalog: Catalog | null): readonly string[] => {
  const rated = ratedAtMost(risk, catalog)
  if (!isKnown(items)) return Fn.setintersection([...items], [[...rated]])
  const wanted = new Set(rated)
  return items.filter((item) => wanted.has(item))
}

const without = (items: readonly string[], others: readonly string[][]): readonly string[] => {
  if (!isKnown(items) || !others.every(isKnown))
    return others.reduce((left, other) => Fn.setsubtract([...left], other), [...items])
  const taken = new Set(others.flat())
  return items.filter((item) => !taken.has(item))
}

const union = (items: readonly string[], others: readonly string[][]): readonly string[] => {
  if (!isKnown(items) || !others.every(isKnown)) return Fn.setunion([...items], [...others])
  return [...new Set([...items, ...others.flat()])]
}

/** The catalog is that of the platform; null where it is not known which that is. */
export const createPermissionList = (items: readonly string[], catalog: Catalog | null): PermissionList => {
  const next = (made: readonly string[]): PermissionList => createPermissionList(made, catalog)
  const methods = {
    without: (...others: SomePermissions) => next(without(items, listsOf(others, catalog))),
    union: (...others: SomePermissions) => next(union(items, listsOf(others, catalog))),
    atMost: (risk: Risk) => next(atMost(items, risk, catalog)),
  }
  const list: string[] = [...items]
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(list, name, { value })
  return list as readonly string[] as PermissionList
}
