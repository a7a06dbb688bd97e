import { isReservedKey } from '@rolecall/shared/documents/header.js'
import { readYaml } from '@rolecall/shared/documents/yaml/document.js'
import { cutYaml } from '@rolecall/shared/syntax/yaml/cut.js'
import { parseWithLibrary } from '@rolecall/shared/syntax/yaml/parse.js'
import { readSimple } from '@rolecall/shared/syntax/yaml/simple.js'
import { createSource } from '@rolecall/shared/text/source.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdit, edits, roleText } from './arbitrary.js'
import { dump, readWhole } from './dump.js'

const runs = { numRuns: Number(process.env.FAST_CHECK_RUNS ?? 400) }
const read = (text: string) => readYaml(createSource('a.roles.yaml', text), null)

test('an edited document is read as if it were new', () => {
  fc.assert(
    fc.property(roleText, edits({ maxLength: 4 }), (text, changes) => {
      let now = text
      let file = read(now)
      for (const change of changes) {
        now = applyEdit(now, change)
        file = readYaml(createSource('a.roles.yaml', now), file)
        expect(dump(file)).toEqual(dump(read(now)))
      }
    }),
    runs,
  )
})

test('what is read in pieces is what the library reads in one', () => {
  fc.assert(
    fc.property(roleText, edits({ maxLength: 4 }), (text, changes) => {
      const now = changes.reduce(applyEdit, text)
      const [pieces, whole] = [read(now), readWhole(now)]
      if (pieces.conflicts.length > 0) return
      expect(pieces.problems().some(({ code }) => code === 'RC013')).toBe(
        whole.problems().some(({ code }) => code === 'RC013'),
      )
      if (whole.problems().some(({ code }) => code === 'RC013')) return
      expect(dump(pieces)).toEqual(dump(whole))
    }),
    runs,
  )
})

test('what the simple reader reads is what the library reads', () => {
  fc.assert(
    fc.property(roleText, edits({ maxLength: 4 }), (text, changes) => {
      const now = changes.reduce(applyEdit, text)
      for (const { start, end } of cutYaml(now, isReservedKey).pieces) {
        const chunk = { text: now.slice(start, end) }
        const simple = readSimple(chunk)
        if (simple === undefined) continue
        const { root, problems } = parseWithLibrary(chunk, chunk.text, 0)
        expect({ root: simple, problems: [] }).toEqual({ root, problems })
      }
    }),
    runs,
  )
})
