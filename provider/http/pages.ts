import type { Answer } from './answer.js'

/** Some of a list, and what asks for the rest. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next: string | null }

/**
 * Reads a list page by page. `fetchPage` gets what the page before gave as `next`, and everything that
 * was given, so that a server which turns in a circle is found out. An item that moved to another
 * page meanwhile is taken once.
 */
export const collect = async <Item extends { readonly id: string }>(
  fetchPage: (next: string | null, given: ReadonlySet<string>) => Promise<Answer<Page<Item>>>
): Promise<Answer<readonly Item[]>> => {
  const items = new Map<string, Item>()
  const given = new Set<string>()
  let serverTime: number | null = null
  for (let next: string | null = null; ; ) {
    const answer = await fetchPage(next, given)
    if (!answer.ok) return answer
    serverTime ??= answer.serverTime
    for (const item of answer.value.items) items.set(item.id, item)
    next = answer.value.next
    if (next === null) return { ok: true, value: [...items.values()], warnings: [], serverTime }
    given.add(next)
  }
}
