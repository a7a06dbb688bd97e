import { wholeSpan } from '@rolecall/shared/documents/locate.js'
import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import { expect, test } from 'vitest'
import { dump } from './dump.js'
import { fixtures, lineEnds } from './fixtures.js'
import { read } from './read.js'

const cases = Object.entries(fixtures).flatMap(([file, text]) =>
  Object.entries(lineEnds).map(([name, convert]) => [`${file}, ${name}`, file, convert(text)] as const),
)

test.each(cases)('%s is read at every stage of being typed', (_, file, text) => {
  let before = read('', file)
  for (let end = 0; end <= text.length; end += 1) {
    const typed = text.slice(0, end)
    const document = read(typed, file, before)
    for (const site of document.roles) {
      const { start, end: siteEnd } = wholeSpan(document, site)
      expect(start >= 0 && start <= siteEnd && siteEnd <= typed.length).toBe(true)
      for (const { content, whole } of permissionSites(document, site)) {
        expect(whole.start <= content.start && content.start <= content.end && content.end <= whole.end).toBe(true)
      }
    }
    before = document
  }
  expect(dump(before)).toEqual(dump(read(text, file)))
})

test.each(cases)('%s is read from every place on', (_, file, text) => {
  for (let start = 0; start <= text.length; start += 1) expect(() => read(text.slice(start), file)).not.toThrow()
})
