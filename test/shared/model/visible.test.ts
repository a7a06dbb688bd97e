import { expect, test } from 'vitest'
import { visible, visibleJson, visibleLines, withoutInvisible } from '../../../shared/model/visible.js'

const hidden = [
  '\0',
  '\u001b',
  '\u007f',
  '\u009b',
  '\u061c',
  '\u200b',
  '\u200e',
  '\u200f',
  '\u2028',
  '\u202a',
  '\u202e',
  '\u2066',
  '\u2069',
  '\ufeff',
  '\u{e0041}',
]

test.each(hidden)('%j is shown, and means the same in JSON', (character) => {
  const text = `a${character}b`
  expect(visible(text)).toMatch(/^a(\\u[0-9a-f]{4}){1,2}b$/)
  expect(withoutInvisible(text)).toBe('a b')
  expect(visibleJson({ text })).toMatch(/^\{"text":"a(\\u[0-9a-f]{4}){1,2}b"\}$/)
  expect(JSON.parse(visibleJson({ text }))).toEqual({ text })
})

test.each(['Über ${x}', '👩‍👩‍👧', 'नमस्ते', 'مرحبا', 'שלום', 'a\\u202e'])('%j stays as it is', (text) => {
  expect(visible(text)).toBe(text)
  expect(withoutInvisible(text)).toBe(text)
  expect(visibleJson(text)).toBe(JSON.stringify(text))
})

test('text is on one line, unless its lines are to stay', () => {
  expect(visible('a\nb\tc\rd')).toBe('a b c\\u000dd')
  expect(visibleLines('a\n\u001b[31mb')).toBe('a\n\\u001b[31mb')
})
