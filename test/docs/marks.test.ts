import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { fences, fencesOf, pages, placeOf, readPage, root } from './fences.js'
import type { Mark } from './mark.js'
import { reasons } from './mark.js'

test('every fence of the pages says whether it is run', () => {
  expect(fences.filter(({ mark }) => mark === null).map(placeOf)).toEqual([])
})

const named = fences.flatMap(({ mark }) => (mark !== null && 'test' in mark ? [mark.test] : []))

test.each([...new Set(named)])('%s runs the fences that name it', (path) => {
  expect(existsSync(join(root, path)), path).toBe(true)
  expect(readFileSync(join(root, path), 'utf8')).toContain(`fencesRunBy('${path}')`)
})

const kindOf = (mark: Mark | null): string => (mark?.kind === 'not run' ? mark.reason : (mark?.kind ?? 'unmarked'))

test('the count of fences', () => {
  const count = (kind: string): string => `${fences.filter(({ mark }) => kindOf(mark) === kind).length} ${kind}`
  console.log(
    [`${fences.length} fences in ${pages.length} pages:`, ...['run', 'shown', ...reasons].map(count)].join(' · '),
  )
  expect(fences.length).toBeGreaterThan(0)
})

/** Outside of fences, where brackets are code. */
const linksOf = (page: string): readonly string[] => {
  const text = fencesOf(page).reduce((rest, fence) => rest.replace(fence.text, ''), readPage(page))
  return Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target]) => target ?? '')
}

test('links between pages and to files lead somewhere', () => {
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter((target) => !/^(?:https?:|command:|#)/.test(target))
      .filter((target) => !existsSync(join(root, dirname(page), decodeURI(target).replace(/#.*$/, ''))))
      .map((target) => `${page}: ${target}`),
  )
  expect(broken).toEqual([])
})

test('the page of the provider leads to every guide', () => {
  const linked = linksOf('provider/docs/index.md')
  const guides = pages.flatMap((page) => /^provider\/docs\/(guides\/.+)/.exec(page)?.[1] ?? [])
  expect(guides.filter((guide) => !linked.includes(guide))).toEqual([])
})
