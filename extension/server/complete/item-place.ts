/** In code: whether an item of a list may be written at an offset. */
import type { RoleDocument } from '@rolecall/shared/documents/document.js'

/** In longer stretches nobody types. */
const longest = 100_000

const strings = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g

/** Whether the innermost bracket that is open at the offset is a list's: in a function's stand lists, not strings. */
const isInBrackets = (code: string): boolean => {
  const open: string[] = []
  for (const [bracket] of code.matchAll(/[[\](){}]/g)) {
    if ('[({'.includes(bracket)) open.push(bracket)
    else open.pop()
  }
  return open.at(-1) === '['
}

/** Whether an item may begin at the offset: behind a bracket, a comma or a line's end, and in no comment. */
export const beginsItem = ({ source: { text }, language }: RoleDocument, from: number, offset: number): boolean => {
  if (offset - from > longest) return false
  const code = text.slice(from, offset).replace(strings, '""')
  const line = code.slice(code.lastIndexOf('\n') + 1)
  const comment = line.includes('//') || (language === 'hcl' && line.includes('#'))
  return !comment && /[[,\n][ \t\r]*$/.test(code) && isInBrackets(code)
}

/** The comma that an item needs before the one behind it. */
export const commaBefore = (text: string, offset: number): string => {
  const [blank = '', next = ''] = /^\s*(.?)/.exec(text.slice(offset, offset + 1000)) ?? []
  if (next === '' || ',])'.includes(next)) return ''
  return blank.includes('\n') || /[ \t]/.test(text.charAt(offset)) ? ',' : ', '
}
