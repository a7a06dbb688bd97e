import type { FormProblem } from '../form-problem.js'
import { unreadable } from '../fragment.js'
import type { Chunk, OpaqueNode, ScalarNode, ScalarStyle } from '../node.js'
import type { Scanner } from './scan.js'
import { createScanner } from './scan.js'

/** A place in a piece of Terraform text, and what was found wrong before it. */
export type HclCursor = {
  readonly chunk: Chunk
  readonly scanner: Scanner
  readonly problems: FormProblem[]
  /** Brackets that were left open end where the indentation says so. */
  readonly recovering: boolean
  at: number
  /** Inside brackets, where a line end is a space. */
  wrapped: boolean
  /** Indentation of the line in which the attribute around begins. */
  indent: number
  depth: number
}

export const createCursor = (chunk: Chunk, recovering: boolean, at = 0): HclCursor => ({
  chunk,
  scanner: createScanner(chunk.text),
  problems: [],
  recovering,
  at,
  wrapped: false,
  indent: 0,
  depth: 0,
})

/** What a sticky pattern finds at the cursor, which stays there; empty where it finds nothing. */
export const match = (cursor: HclCursor, pattern: RegExp): string => {
  pattern.lastIndex = cursor.at
  return pattern.exec(cursor.chunk.text)?.[0] ?? ''
}

export const peek = (cursor: HclCursor): number => cursor.chunk.text.charCodeAt(cursor.at)

export const reportAt = (cursor: HclCursor, start: number, end: number, message: string): void => {
  cursor.problems.push(unreadable({ chunk: cursor.chunk, start, end: Math.max(end, start + 1) }, { message }))
}

export const scalar = (
  { chunk }: HclCursor,
  start: number,
  end: number,
  text: string,
  style: ScalarStyle,
): ScalarNode => ({
  kind: 'scalar',
  chunk,
  start,
  end,
  text,
  style,
})

/** Nothing is written where a value should stand. */
export const missing = (cursor: HclCursor, at: number): ScalarNode => scalar(cursor, at, at, '', 'empty')

export const opaque = ({ chunk }: HclCursor, start: number, end: number): OpaqueNode => ({
  kind: 'opaque',
  chunk,
  start,
  end,
})

export const columnAt = (text: string, at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1)

/** The column of `at` where only spaces stand before it in its line; the indentation around otherwise. */
export const indentAt = ({ chunk: { text }, indent }: HclCursor, at: number): number => {
  const column = columnAt(text, at)
  return text.slice(at - column, at).trim() === '' ? column : indent
}

/** The first character after a line end that is no white space. */
const nextText = (text: string, from: number): number => {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1
  return at
}

/** Whether what follows a line end stands too far left to belong to the brackets around. */
export const leavesBrackets = ({ chunk: { text }, indent }: HclCursor, newline: number): boolean => {
  const at = nextText(text, newline)
  if (at >= text.length) return true
  const column = columnAt(text, at)
  if (column !== indent) return column < indent
  return !'])}'.includes(text.charAt(at))
}

/** Moves over spaces and comments, over line ends where they count as spaces. */
export const skipSpace = (cursor: HclCursor): void => {
  const { chunk, scanner } = cursor
  for (;;) {
    const code = chunk.text.charCodeAt(cursor.at)
    if (code === 32 || code === 9 || code === 13) {
      cursor.at += 1
    } else if (code === 10) {
      if (!cursor.wrapped || (cursor.recovering && leavesBrackets(cursor, cursor.at))) return
      cursor.at += 1
    } else if (code === 35 || code === 47) {
      const after = scanner.comment(cursor.at)
      if (after === cursor.at) return
      if (chunk.text.startsWith('/*', cursor.at) && !chunk.text.startsWith('*/', after - 2)) {
        reportAt(cursor, cursor.at, after, 'The comment is not closed. Add `*/`.')
      }
      cursor.at = after
    } else return
  }
}

/** Does what is inside brackets. */
export const inside = <Result>(cursor: HclCursor, wrapped: boolean, read: () => Result): Result => {
  const outer = cursor.wrapped
  cursor.wrapped = wrapped
  cursor.depth += 1
  const result = read()
  cursor.depth -= 1
  cursor.wrapped = outer
  return result
}

const identifier = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff-]*/y

/** Reads a name; empty where none stands. */
export const readName = (cursor: HclCursor): string => {
  const name = match(cursor, identifier)
  cursor.at += name.length
  return name
}

export const skipLine = (cursor: HclCursor): void => {
  const newline = cursor.chunk.text.indexOf('\n', cursor.at)
  cursor.at = newline < 0 ? cursor.chunk.text.length : newline
}
