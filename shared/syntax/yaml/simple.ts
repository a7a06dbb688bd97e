/**
 * Reads the YAML that nearly all role files are written in: block maps and lists, values on one
 * line. It gives what the library gives, thirty times faster, or nothing: whatever it does not
 * know for certain goes to the library. A property test holds the two together.
 */
import { repeatedKeys } from '../fragment.js'
import type { Chunk, Entry, ListNode, MapNode, Node, ScalarNode, ScalarStyle } from '../node.js'

const maximumNesting = 20

/** YAML ends keys at 1024 characters. */
const maximumKeyLength = 1000

const codes = { newline: 10, carriageReturn: 13, space: 32, quote: 34, hash: 35, apostrophe: 39, comma: 44, minus: 45 }
const brackets = { list: 91, listEnd: 93, map: 123, mapEnd: 125 }

const keyAt = /[A-Za-z_$][\w$.-]*(?=:(?: |\r?\n|$))/y
const plainStart = /[\w./~+$]/
const flowKeyAt = /[A-Za-z_$][\w$.-]*(?=: )/y
const flowPlainAt = /[\w./~+$][\w./~+$*@>-]*(?: +[\w./~+$*@>-]+)*/y
const odd = /[\t\r]|: |:$/

/** The root of the chunk's nodes, null where only comments are written, undefined where it is not simple. */
export const readSimple = (chunk: Chunk): Node | null | undefined => {
  const { text } = chunk
  // The current line: where its content starts and ends, or -1 past the last.
  let start = -1
  let end = -1
  let indent = -1
  let following = 0

  const isEnd = (at: number): boolean => at >= end

  /** Moves to the next line that has content. */
  const advance = (): void => {
    while (following < text.length) {
      const newline = text.indexOf('\n', following)
      const lineEnd = newline < 0 ? text.length : newline
      let at = following
      while (text.charCodeAt(at) === codes.space) at += 1
      indent = at - following
      following = lineEnd + 1
      const code = text.charCodeAt(at)
      if (at >= lineEnd || code === codes.hash || (code === codes.carriageReturn && at === lineEnd - 1)) continue
      start = at
      end = text.charCodeAt(lineEnd - 1) === codes.carriageReturn ? lineEnd - 1 : lineEnd
      return
    }
    start = -1
    indent = -1
  }

  const skipSpaces = (from: number): number => {
    let at = from
    while (at < end && text.charCodeAt(at) === codes.space) at += 1
    return at
  }

  /** Nothing but spaces and a comment follow. */
  const isRestEmpty = (from: number): boolean => {
    const at = skipSpaces(from)
    return isEnd(at) || (at > from && text.charCodeAt(at) === codes.hash)
  }

  const scalar = (from: number, to: number, style: ScalarStyle): ScalarNode => {
    const quoted = style === 'single' || style === 'double'
    return {
      kind: 'scalar',
      chunk,
      start: from,
      end: to,
      text: quoted ? text.slice(from + 1, to - 1) : text.slice(from, to),
      style,
    }
  }

  const quotedAt = (from: number): ScalarNode | null => {
    const quote = text.charAt(from)
    const close = text.indexOf(quote, from + 1)
    if (close < 0 || close >= end) return null
    if (quote === "'" ? text.charCodeAt(close + 1) === codes.apostrophe : text.slice(from, close).includes('\\'))
      return null
    return scalar(from, close + 1, quote === '"' ? 'double' : 'single')
  }

  const plainAt = (from: number): ScalarNode | null => {
    if (!plainStart.test(text.charAt(from))) return null
    const line = text.slice(from, end)
    const comment = line.indexOf(' #')
    // Not trimEnd: to YAML, of all spaces only ' ' is one.
    let to = comment < 0 ? end : from + comment
    while (text.charCodeAt(to - 1) === codes.space) to -= 1
    return odd.test(text.slice(from, to)) ? null : scalar(from, to, 'plain')
  }

  const match = (pattern: RegExp, from: number): number => {
    pattern.lastIndex = from
    return pattern.test(text) && pattern.lastIndex <= end ? pattern.lastIndex : -1
  }

  const flowScalarAt = (from: number): ScalarNode | null => {
    const code = text.charCodeAt(from)
    if (code === codes.quote || code === codes.apostrophe) return quotedAt(from)
    const to = match(flowPlainAt, from)
    return to < 0 ? null : scalar(from, to, 'plain')
  }

  const flowValueAt = (from: number, nesting: number): Node | null => {
    const code = text.charCodeAt(from)
    if (code === brackets.list) return flowListAt(from, nesting + 1)
    return code === brackets.map ? flowMapAt(from, nesting + 1) : flowScalarAt(from)
  }

  /** After a value in brackets: past the comma, or at the closing bracket; -1 where neither stands. */
  const afterFlowValue = (from: number, closing: number): number => {
    const at = skipSpaces(from)
    const code = text.charCodeAt(at)
    if (isEnd(at) || (code !== codes.comma && code !== closing)) return -1
    return code === closing ? at : skipSpaces(at + 1)
  }

  const flowListAt = (from: number, nesting: number): ListNode | null => {
    const items: Node[] = []
    let at = skipSpaces(from + 1)
    while (at >= 0 && !isEnd(at) && text.charCodeAt(at) !== brackets.listEnd) {
      const item = nesting > maximumNesting ? null : flowValueAt(at, nesting)
      if (!item) return null
      items.push(item)
      at = afterFlowValue(item.end, brackets.listEnd)
    }
    return at < 0 || isEnd(at) ? null : { kind: 'list', chunk, start: from, end: at + 1, flow: true, items }
  }

  const flowMapAt = (from: number, nesting: number): MapNode | null => {
    const entries: Entry[] = []
    let at = skipSpaces(from + 1)
    while (at >= 0 && !isEnd(at) && text.charCodeAt(at) !== brackets.mapEnd) {
      const keyEnd = match(flowKeyAt, at)
      const value = keyEnd < 0 || nesting > maximumNesting ? null : flowValueAt(skipSpaces(keyEnd + 1), nesting)
      if (!value) return null
      entries.push({ key: scalar(at, keyEnd, 'plain'), value })
      at = afterFlowValue(value.end, brackets.mapEnd)
    }
    if (at < 0 || isEnd(at) || hasRepeatedKeys(entries)) return null
    return { kind: 'map', chunk, start: from, end: at + 1, flow: true, entries }
  }

  /** A value in the rest of the line, which it must fill. */
  const inlineAt = (from: number): Node | null => {
    const code = text.charCodeAt(from)
    const quoted = code === codes.quote || code === codes.apostrophe
    const flow = code === brackets.list || code === brackets.map
    if (!quoted && !flow) return plainAt(from)
    const value = quoted ? quotedAt(from) : flowValueAt(from, 0)
    return value && value.end <= end && isRestEmpty(value.end) ? value : null
  }

  const isItem = (): boolean =>
    text.charCodeAt(start) === codes.minus && (start + 1 === end || text.charCodeAt(start + 1) === codes.space)

  /** The value after `key:` or `-`, if it stands in the line; `undefined` where the line ends before. */
  const valueInLine = (from: number): Node | null | undefined => {
    const at = skipSpaces(from)
    return isRestEmpty(from) ? undefined : inlineAt(at)
  }

  const list = (column: number): ListNode | null => {
    const from = start
    const items: Node[] = []
    while (indent === column && isItem()) {
      const place = skipSpaces(start + 1)
      const item = valueInLine(start + 1)
      if (item === null) return null
      items.push(item ?? scalar(place, place, 'empty'))
      advance()
      if (indent > column) return null
    }
    return { kind: 'list', chunk, start: from, end: items.at(-1)?.end ?? from, flow: false, items }
  }

  const valueBelow = (place: number, column: number, nesting: number): Node | null => {
    advance()
    if (indent > column) return block(nesting + 1)
    return indent === column && isItem() ? list(column) : scalar(place, place, 'empty')
  }

  const map = (column: number, nesting: number): MapNode | null => {
    const from = start
    const entries: Entry[] = []
    while (indent === column) {
      const keyEnd = match(keyAt, start)
      if (keyEnd < 0 || keyEnd - start > maximumKeyLength) return null
      const key = scalar(start, keyEnd, 'plain')
      const inLine = valueInLine(keyEnd + 1)
      const value = inLine === undefined ? valueBelow(skipSpaces(keyEnd + 1), column, nesting) : inLine
      if (value === null) return null
      entries.push({ key, value })
      if (inLine) advance()
      if (indent > column) return null
    }
    const last = entries.at(-1)
    if (!last || hasRepeatedKeys(entries)) return null
    return { kind: 'map', chunk, start: from, end: Math.max(last.key.end, last.value.end), flow: false, entries }
  }

  const block = (nesting: number): Node | null => {
    if (nesting > maximumNesting) return null
    return isItem() ? list(indent) : map(indent, nesting)
  }

  advance()
  if (start < 0) return null
  const root = block(0)
  return root === null || start >= 0 ? undefined : root
}

const hasRepeatedKeys = (entries: readonly Entry[]): boolean => repeatedKeys(entries.map(({ key }) => key)).length > 0
