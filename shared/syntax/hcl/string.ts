/** Quoted strings and heredocs. */
import type { Node } from '../node.js'
import { isClosed } from '../quote.js'
import type { HclCursor } from './cursor.js'
import { opaque, reportAt, scalar, skipSpace } from './cursor.js'
import type { Expression } from './expression.js'
import { lineEndAt } from './scan.js'

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
  $: '${',
  '%': '%{',
}

const escaped = /\\(?:([nrt"\\])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))|([$%])\4\{/g

const characterOf = (hex: string): string => {
  const code = parseInt(hex, 16)
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)
}

/** https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#quoted-templates */
const unescape = (text: string): string =>
  text.replace(escaped, (_, letter?: string, short?: string, long?: string, sign?: string) => {
    const hex = short ?? long
    return hex === undefined ? (escapes[letter ?? sign ?? ''] ?? '') : characterOf(hex)
  })

const interpolation = /(?<![$%])[$%]\{/

/** `"${…}"` and nothing else stands for the value itself. */
const readWrapped = (
  cursor: HclCursor,
  start: number,
  end: number,
  readExpression: () => Expression,
): Expression | null => {
  const { text } = cursor.chunk
  if (!text.startsWith('"${', start) || !text.startsWith('}"', end - 2)) return null
  const { at, wrapped } = cursor
  const problems = cursor.problems.length
  cursor.at = start + 3
  cursor.wrapped = true
  const inner = readExpression()
  skipSpace(cursor)
  const whole = cursor.at === end - 2 && cursor.problems.length === problems
  cursor.problems.length = problems
  cursor.at = at
  cursor.wrapped = wrapped
  return whole ? inner : null
}

/** Reads the string at the cursor, which stands at a quote. */
export const readString = (cursor: HclCursor, readExpression: () => Expression): Expression => {
  const { text } = cursor.chunk
  const start = cursor.at
  const end = cursor.scanner.string(start)
  cursor.at = end
  if (!isClosed(text, start, end)) {
    reportAt(cursor, start, end, 'The closing quote is missing.')
    return { ...scalar(cursor, start, end, text.slice(start + 1, end), 'double'), open: true }
  }
  const raw = text.slice(start + 1, end - 1)
  if (!raw.includes('{') && !raw.includes('\\')) return scalar(cursor, start, end, raw, 'double')
  if (!interpolation.test(raw)) return scalar(cursor, start, end, unescape(raw), 'double')
  return readWrapped(cursor, start, end, readExpression) ?? opaque(cursor, start, end)
}

const withoutIndent = (lines: readonly string[]): readonly string[] => {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/[^ \t]/))
  const common = indents.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY)
  return common === Number.POSITIVE_INFINITY ? lines : lines.map((line) => line.slice(common))
}

/** Reads the heredoc at the cursor, which stands at `<<`. */
export const readHeredoc = (cursor: HclCursor): Node => {
  const start = cursor.at
  const heredoc = cursor.scanner.heredoc(start)
  if (!heredoc) {
    cursor.at = lineEndAt(cursor.chunk.text, start)
    reportAt(cursor, start, cursor.at, 'The heredoc is not closed. End it with a line that holds its marker alone.')
    return opaque(cursor, start, cursor.at)
  }
  cursor.at = heredoc.after
  const raw = cursor.chunk.text.slice(heredoc.start, heredoc.end)
  if (interpolation.test(raw)) return opaque(cursor, start, heredoc.after)
  const lines = raw.replace(/([$%])\1\{/g, '$1{').split('\n')
  const text = heredoc.indented ? withoutIndent(lines).join('\n') : lines.join('\n')
  return scalar(cursor, start, heredoc.after, text, 'block')
}
