import type { Issue } from '../service/issue.js'
import { readBoolean, readChoices, readInteger } from '../service/query.js'
import type { ScopeType } from './built-in-roles.js'
import { scopeTypes } from './built-in-roles.js'
import type { AstroRole } from './state.js'

export type ListQuery = {
  readonly includeDefaultRoles: boolean
  readonly scopeTypes: readonly ScopeType[]
  readonly offset: number
  readonly limit: number
  readonly sorts: readonly Sort[]
}

const sortFields = ['name', 'scopeType', 'description', 'createdAt', 'updatedAt'] as const
const sorts = sortFields.flatMap((field) => [`${field}:asc`, `${field}:desc`] as const)

type Sort = (typeof sorts)[number]

/** No document gives the highest limit; 1000 is the most that any known client asks for. */
const highestLimit = 1000

export const readListQuery = (
  query: URLSearchParams,
): { readonly value: ListQuery } | { readonly issues: readonly Issue[] } => {
  const defaults = readBoolean(query, 'includeDefaultRoles')
  const scopes = readChoices(query, 'scopeTypes', scopeTypes)
  const offset = readInteger(query, 'offset', { fallback: 0, min: 0, max: Number.MAX_SAFE_INTEGER })
  const limit = readInteger(query, 'limit', { fallback: 20, min: 0, max: highestLimit })
  const order = readChoices(query, 'sorts', sorts)
  if ('value' in defaults && 'value' in scopes && 'value' in offset && 'value' in limit && 'value' in order) {
    return {
      value: {
        includeDefaultRoles: defaults.value,
        scopeTypes: scopes.value,
        offset: offset.value,
        limit: limit.value,
        sorts: order.value,
      },
    }
  }
  return {
    issues: [defaults, scopes, offset, limit, order].flatMap((parsed) => ('issue' in parsed ? [parsed.issue] : [])),
  }
}

const compareBy =
  (sort: Sort) =>
  (a: AstroRole, b: AstroRole): number => {
    const field = sortFields.find((name) => sort.startsWith(`${name}:`)) ?? 'name'
    const [left, right] = [a[field] ?? '', b[field] ?? '']
    const order = left < right ? -1 : left > right ? 1 : 0
    return sort.endsWith(':desc') ? -order : order
  }

/** The first order that tells two roles apart decides; without any they stand as they were created. */
const inOrder = (roles: readonly AstroRole[], order: readonly Sort[]): AstroRole[] =>
  [...roles].sort((a, b) => order.map((sort) => compareBy(sort)(a, b)).find((result) => result !== 0) ?? 0)

export const isAskedFor = (query: Pick<ListQuery, 'scopeTypes'>, scopeType: ScopeType): boolean =>
  query.scopeTypes.length === 0 || query.scopeTypes.includes(scopeType)

export const pageOf = (
  roles: readonly AstroRole[],
  query: ListQuery,
): { readonly page: readonly AstroRole[]; readonly totalCount: number } => {
  const matching = inOrder(
    roles.filter(({ scopeType }) => isAskedFor(query, scopeType)),
    query.sorts,
  )
  return { page: matching.slice(query.offset, query.offset + query.limit), totalCount: matching.length }
}
