import type { PermissionSite } from '../documents/document.js'
import type { TextEdit } from '../text/edit.js'

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1

/** Behind the line's end; the end of the text where it is the last. */
const nextLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}

const spaces = (text: string, at: number): number => {
  let end = at
  while (text[end] === ' ' || text[end] === '\t') end += 1
  return end
}

/** Of a YAML block list an item is its line. With anything else on the line nothing is removed. */
const removeLine = (text: string, start: number, end: number): TextEdit | null => {
  const from = lineStart(text, start)
  const to = nextLine(text, end)
  const alone =
    /^[ \t]*-[ \t]+$/.test(text.slice(from, start)) && /^[ \t]*(?:[ \t]#[^\n]*)?\r?\n?$/.test(text.slice(end, to))
  if (!alone) return null
  // The last line of a text without a final newline takes the one before it along.
  const last = to === text.length && !text.endsWith('\n')
  return { start: last ? Math.max(0, from - (text[from - 2] === '\r' ? 2 : 1)) : from, end: to, text: '' }
}

const isBlank = (text: string): boolean => /^[ \t\r\n]*$/.test(text)

/** An item with the comma behind it, or the last one with the comma before it. Comments stay. */
const removeBetweenCommas = (text: string, start: number, end: number): TextEdit | null => {
  const behind = end + (/^[ \t\r\n]*/.exec(text.slice(end, end + 1000))?.[0].length ?? 0)
  // Not by the start of the line: with all items in one, each would look through those before it.
  let from = start
  while (text[from - 1] === ' ' || text[from - 1] === '\t') from -= 1
  const startsLine = from === 0 || text[from - 1] === '\n'
  if (text[behind] === ',') {
    const after = spaces(text, behind + 1)
    const endsLine = text[after] === '\n' || text.startsWith('\r\n', after)
    return startsLine && endsLine
      ? { start: from, end: nextLine(text, after), text: '' }
      : { start, end: after, text: '' }
  }
  const before = text.lastIndexOf(',', start)
  if (before < 0 || !isBlank(text.slice(before + 1, start)))
    return text[behind] === ']' ? { start, end, text: '' } : null
  return { start: before, end, text: '' }
}

/** Takes a permission out of its list; null where that cannot be done without touching anything else. */
export const removeItem = ({ element: { source, start, end }, flow }: PermissionSite): TextEdit | null =>
  flow ? removeBetweenCommas(source.text, start, end) : removeLine(source.text, start, end)
