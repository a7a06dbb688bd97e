import { codes } from './codes.js'
import type { HclCursor } from './cursor.js'
import { inside, leavesBrackets, match, peek, reportAt, skipSpace } from './cursor.js'

export const unclosed: Readonly<Record<number, string>> = {
  [codes.close]: 'The parenthesis is not closed. Add `)`.',
  [codes.listEnd]: 'The list is not closed. Add `]`.',
  [codes.mapEnd]: 'The map is not closed. Add `}`.',
}

/** Moves behind the bracket that closes the one at the cursor; to the end of the text where none does. */
export const skipBrackets = (cursor: HclCursor): void => {
  const { chunk, scanner } = cursor
  let depth = 0
  while (cursor.at < chunk.text.length) {
    const code = peek(cursor)
    const start = cursor.at
    if (code === codes.quote) cursor.at = scanner.string(start)
    else if (code === codes.less) cursor.at = scanner.heredoc(start)?.after ?? start + 1
    else cursor.at = Math.max(start + 1, scanner.comment(start))
    if (code === codes.newline && cursor.recovering && leavesBrackets(cursor, start)) {
      cursor.at = start
      return
    }
    if (code === codes.open || code === codes.list || code === codes.map) depth += 1
    if (code === codes.close || code === codes.listEnd || code === codes.mapEnd) depth -= 1
    if (depth === 0) return
  }
}

export const isEnd = (cursor: HclCursor): boolean => {
  const code = peek(cursor)
  return Number.isNaN(code) || code === codes.close || code === codes.listEnd || code === codes.mapEnd
}

/** Whether an attribute begins here: then a list before it was left open. */
export const isAttribute = (cursor: HclCursor): boolean => match(cursor, /[A-Za-z_][\w-]*[ \t]*=(?![=>])/y) !== ''

/**
 * Reads what stands between the bracket at the cursor and its closing one, separated by commas;
 * by line ends too, where a comma was forgotten.
 */
export const readItems = (cursor: HclCursor, closing: number, readItem: () => void): void => {
  const start = cursor.at
  cursor.at += 1
  inside(cursor, true, () => {
    for (;;) {
      skipSpace(cursor)
      if (peek(cursor) === closing) {
        cursor.at += 1
        return
      }
      if (isEnd(cursor) || peek(cursor) === codes.newline || (cursor.recovering && isAttribute(cursor))) break
      const before = cursor.at
      readItem()
      skipSpace(cursor)
      if (peek(cursor) === codes.comma) cursor.at += 1
      else if (!isEnd(cursor) && peek(cursor) !== codes.newline && !(cursor.recovering && isAttribute(cursor))) {
        reportAt(cursor, cursor.at, cursor.at + 1, 'A comma is missing here.')
        if (cursor.at === before) cursor.at += 1
      }
    }
    reportAt(cursor, start, start + 1, unclosed[closing] ?? '')
  })
}
