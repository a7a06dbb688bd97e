import type { Answer } from './answer.js'
import type { AnswerReader } from './reading.js'

/** Some of a list, and what asks for the rest. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next: string | null }

/** Whether the next page is wanted, after a page that brought these. */
export type WantsMore<Item> = (items: readonly Item[]) => Promise<boolean>

/** 100,000 roles by a hundred a page: no organization comes near it, and Astro takes 40 seconds to tell them. */
const mostPages = 1_000

/** Why a list that goes on like this would never end; null where the page is the last, or brings something. */
const endless = <Item extends { readonly id: string }>(
  { items, next }: Page<Item>,
  known: ReadonlyMap<string, Item>,
  pages: number,
): string | null => {
  if (next === null) return null
  if (items.every(({ id }) => known.has(id))) {
    return `page ${pages} of the list brings nothing new, although more is promised after it`
  }
  return pages < mostPages ? null : `the list does not end: more is promised after ${mostPages} pages`
}

/**
 * Reads a list page by page. `fetchPage` gets what the page before gave as `next`, and puts its reader
 * into `checked`, which finds out a server that would go on for ever. An item that moved to another page
 * meanwhile is taken once. `wantsMore` sees what a page brought, and without it all pages are read.
 */
export const collectPages = async <Item extends { readonly id: string }>(
  fetchPage: (
    next: string | null,
    checked: (read: AnswerReader<Page<Item>>) => AnswerReader<Page<Item>>,
  ) => Promise<Answer<Page<Item>>>,
  wantsMore?: WantsMore<Item>,
): Promise<Answer<readonly Item[]>> => {
  const items = new Map<string, Item>()
  let serverTime: number | null = null
  let next: string | null = null
  for (let pages = 1; ; pages += 1) {
    const answer = await fetchPage(next, (read) => (body, text) => {
      const page = read(body, text)
      const problem = 'problem' in page ? null : endless(page.value, items, pages)
      return problem === null ? page : { problem, genuine: true }
    })
    if (!answer.ok) return answer
    serverTime ??= answer.serverTime
    const fresh = answer.value.items.filter(({ id }) => !items.has(id))
    for (const item of answer.value.items) items.set(item.id, item)
    next = answer.value.next
    if (next === null || !((await wantsMore?.(fresh)) ?? true))
      return { ok: true, value: [...items.values()], warnings: [], serverTime }
  }
}
