import type { Issue } from '../service/issue.js'
import { readInteger } from '../service/query.js'

export type Page<Item> = {
  readonly items: readonly Item[]
  readonly pagination: { readonly hasNextPage: boolean; readonly cursor?: string; readonly count: number }
}

const cursorAfter = (id: string): string => Buffer.from(JSON.stringify({ after: id })).toString('base64url')

const idBefore = (cursor: string): string | null => {
  const match = /^\{"after":"([A-Za-z0-9-]+)"\}$/.exec(Buffer.from(cursor, 'base64url').toString())
  return match?.[1] ?? null
}

/** Items stand in the order of their ids, so a cursor holds its place whatever is made or removed meanwhile. */
const startOf = <Item extends { readonly id: string }>(items: readonly Item[], cursor: string): number | null => {
  const id = idBefore(cursor)
  if (id === null) return null
  const index = items.findIndex((item) => item.id > id)
  return index < 0 ? items.length : index
}

/**
 * One page by `per_page`, `page` and `cursor`; a cursor wins over a page.
 * https://northflank.com/docs/v1/api/use-the-api
 */
export const pageOf = <Item extends { readonly id: string }>(
  query: URLSearchParams,
  items: readonly Item[],
): Page<Item> | { readonly issues: readonly Issue[] } => {
  const perPage = readInteger(query, 'per_page', { fallback: 50, min: 1, max: 100 })
  const number = readInteger(query, 'page', { fallback: 1, min: 1, max: Number.MAX_SAFE_INTEGER })
  if ('issue' in perPage) return { issues: [perPage.issue] }
  if ('issue' in number) return { issues: [number.issue] }

  const sorted = [...items].sort((a, b) => (a.id < b.id ? -1 : 1))
  const cursor = query.get('cursor')
  const start = cursor === null ? (number.value - 1) * perPage.value : startOf(sorted, cursor)
  if (start === null) return { issues: [{ path: ['cursor'], rule: 'cursor', message: 'must be one that a list gave' }] }

  const page = sorted.slice(start, start + perPage.value)
  const last = page.at(-1)
  const hasNextPage = start + page.length < sorted.length
  return {
    items: page,
    pagination: { hasNextPage, ...(hasNextPage && last && { cursor: cursorAfter(last.id) }), count: page.length },
  }
}
