import { createSource } from '@rolecall/shared/text/source.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'

test.each<readonly [string, number, number, number]>([
  ['ab\ncd', 3, 1, 0],
  ['ab\r\ncd', 4, 1, 0],
  ['ab\rcd', 3, 1, 0],
  ['ab\n', 3, 1, 0],
  ['😀x', 2, 0, 2],
  ['\uFEFFx', 1, 0, 1],
  ['\n\n', 1, 1, 0],
  ['', 0, 0, 0],
])('%j: offset %i is line %i, character %i', (text, offset, line, character) => {
  const source = createSource('a', text)
  expect(source.positionAt(offset)).toEqual({ line, character })
  expect(source.offsetAt({ line, character })).toBe(offset)
})

test('positions outside the text are moved to its edge', () => {
  const source = createSource('a', 'ab\r\ncd')
  expect(source.offsetAt({ line: 0, character: 99 })).toBe(2)
  expect(source.offsetAt({ line: 9, character: 0 })).toBe(6)
  expect(source.offsetAt({ line: -1, character: 5 })).toBe(0)
  expect(source.positionAt(99)).toEqual({ line: 1, character: 2 })
})

test('an offset that is not inside a line end survives', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '😀', '\n', '\r', '\r\n', '\t') })
  fc.assert(
    fc.property(text, fc.nat(), (content, seed) => {
      const offset = seed % (content.length + 1)
      fc.pre(content.slice(offset - 1, offset + 1) !== '\r\n')
      const source = createSource('a', content)
      expect(source.offsetAt(source.positionAt(offset))).toBe(offset)
    }),
  )
})
