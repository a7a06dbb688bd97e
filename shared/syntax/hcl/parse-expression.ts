import { maximumDepth, tooDeepMessage } from '../fragment.js'
import type { Node, ScalarNode } from '../node.js'
import { isEnd, readItems, skipBrackets, unclosed } from './brackets.js'
import { codes, ellipsis } from './codes.js'
import type { HclCursor } from './cursor.js'
import {
  indentAt,
  inside,
  match,
  missing,
  opaque,
  peek,
  readName,
  reportAt,
  scalar,
  skipLine,
  skipSpace,
} from './cursor.js'
import type { Expression, HclAttribute } from './expression.js'
import { isNode } from './expression.js'
import { readSteps } from './steps.js'
import { readHeredoc, readString } from './string.js'

const number = /\d[\w.]*(?:[eE][+-]\w+)?/y
const operator = /==|!=|<=|>=|&&|\|\||[<>+\-*/%]/y
const forKeyword = /for\s/y

const readTuple = (cursor: HclCursor): Expression => {
  const { chunk, at: start } = cursor
  const items: Expression[] = []
  readItems(cursor, codes.listEnd, () => items.push(readExpression(cursor)))
  const place = { chunk, start, end: cursor.at }
  if (!items.every(isNode)) return { kind: 'tuple', ...place, items }
  return { kind: 'list', ...place, flow: true, patterns: false, items }
}

/** Reads a key; null where none can be read, or it must be evaluated. */
const readKey = (cursor: HclCursor): ScalarNode | null => {
  const start = cursor.at
  if (peek(cursor) === codes.quote) {
    const key = readString(cursor, () => readExpression(cursor))
    return key.kind === 'scalar' ? key : null
  }
  const name = readName(cursor) || match(cursor, number)
  cursor.at = start + name.length
  return name === '' ? null : scalar(cursor, start, cursor.at, name, 'plain')
}

const isSeparator = (cursor: HclCursor): boolean => peek(cursor) === codes.equals || peek(cursor) === codes.colon

/** Reads a name or a string as a key; any other expression is one as well, but not one that is understood. */
const readEntryKey = (cursor: HclCursor): ScalarNode | null => {
  const start = cursor.at
  const key = readKey(cursor)
  skipSpace(cursor)
  if (isSeparator(cursor)) return key
  const { at } = cursor
  const problems = cursor.problems.length
  cursor.at = start
  readExpression(cursor)
  if (cursor.at > at && isSeparator(cursor)) return null
  // What was read is not read again: inside each other that would double with every level.
  cursor.problems.length = problems
  cursor.at = Math.max(cursor.at, at)
  return key
}

const readEntry = (cursor: HclCursor, attributes: HclAttribute[]): void => {
  const start = cursor.at
  const { indent } = cursor
  cursor.indent = indentAt(cursor, start)
  cursor.wrapped = false
  const key = readEntryKey(cursor)
  if (isSeparator(cursor)) {
    cursor.at += 1
    const value = readExpression(cursor)
    // A computed key stands for any.
    const own = { key: scalar(cursor, start, start, '', 'empty'), value: opaque(cursor, start, cursor.at) }
    attributes.push(key ? { key, value } : own)
  } else if (key) {
    reportAt(cursor, key.start, key.end, 'An equals sign and a value are missing after this key.')
    attributes.push({ key, value: missing(cursor, key.end) })
  } else {
    reportAt(cursor, start, start + 1, 'A key is expected here.')
    cursor.at = Math.max(cursor.at, start + 1)
  }
  cursor.wrapped = true
  cursor.indent = indent
}

const readObject = (cursor: HclCursor): Expression => {
  const { chunk, at: start } = cursor
  const attributes: HclAttribute[] = []
  cursor.at += 1
  inside(cursor, true, () => {
    for (;;) {
      skipSpace(cursor)
      const code = peek(cursor)
      if (code === codes.mapEnd) {
        cursor.at += 1
        return
      }
      if (isEnd(cursor) || code === codes.newline) break
      readEntry(cursor, attributes)
      cursor.wrapped = false
      skipSpace(cursor)
      cursor.wrapped = true
      if (peek(cursor) === codes.comma) cursor.at += 1
      else if (!isEnd(cursor) && peek(cursor) !== codes.newline)
        reportAt(cursor, cursor.at, cursor.at + 1, 'A comma is missing here.')
    }
    reportAt(cursor, start, start + 1, unclosed[codes.mapEnd] ?? '')
  })
  const place = { chunk, start, end: cursor.at }
  const entries = attributes.filter((made): made is { key: ScalarNode; value: Node } => isNode(made.value))
  if (entries.length < attributes.length) return { kind: 'object', ...place, attributes }
  return { kind: 'map', ...place, flow: true, entries }
}

const readParentheses = (cursor: HclCursor): Expression => {
  const values: Expression[] = []
  readItems(cursor, codes.close, () => values.push(readExpression(cursor)))
  return values[0] ?? opaque(cursor, cursor.at, cursor.at)
}

/** Whether the bracket at the cursor holds a `for` expression. */
const isForExpression = (cursor: HclCursor): boolean => {
  const { at, wrapped } = cursor
  const problems = cursor.problems.length
  cursor.at += 1
  cursor.wrapped = true
  skipSpace(cursor)
  const found = match(cursor, forKeyword) !== ''
  cursor.problems.length = problems
  cursor.wrapped = wrapped
  cursor.at = at
  return found
}

const readBrackets = (cursor: HclCursor, read: () => Expression): Expression => {
  const start = cursor.at
  const isFor = isForExpression(cursor)
  const tooDeep = cursor.depth >= maximumDepth
  if (tooDeep) reportAt(cursor, start, start + 1, tooDeepMessage)
  if (!isFor && !tooDeep) return read()
  skipBrackets(cursor)
  return opaque(cursor, start, cursor.at)
}

const readCall = (cursor: HclCursor, start: number, name: string): Expression => {
  const parts: Expression[] = []
  let spread = false
  readItems(cursor, codes.close, () => {
    parts.push(readExpression(cursor))
    skipSpace(cursor)
    if (!cursor.chunk.text.startsWith(ellipsis, cursor.at)) return
    cursor.at += ellipsis.length
    spread = true
  })
  const steps = readSteps(cursor)
  if (steps?.length !== 0) return opaque(cursor, start, cursor.at)
  return { kind: 'call', chunk: cursor.chunk, start, end: cursor.at, name, arguments: parts, spread }
}

const literals: ReadonlySet<string> = new Set(['true', 'false', 'null'])

const readNamed = (cursor: HclCursor): Expression => {
  const start = cursor.at
  let name = readName(cursor)
  while (cursor.chunk.text.startsWith('::', cursor.at)) {
    cursor.at += 2
    name += `::${readName(cursor)}`
  }
  if (peek(cursor) === codes.open) return readBrackets(cursor, () => readCall(cursor, start, name))
  const steps = readSteps(cursor)
  if (!steps) return opaque(cursor, start, cursor.at)
  if (steps.length === 0 && literals.has(name)) return scalar(cursor, start, cursor.at, name, 'plain')
  return { kind: 'reference', chunk: cursor.chunk, start, end: cursor.at, path: [name, ...steps] }
}

const readUnary = (cursor: HclCursor): Expression => {
  const start = cursor.at
  while ('-!'.includes(cursor.chunk.text.charAt(cursor.at)) && cursor.at < cursor.chunk.text.length) {
    cursor.at += 1
    skipSpace(cursor)
  }
  readOperand(cursor)
  return opaque(cursor, start, cursor.at)
}

const readValue = (cursor: HclCursor): Expression => {
  const code = peek(cursor)
  if (code === codes.quote) return readString(cursor, () => readExpression(cursor))
  if (code === codes.list) return readBrackets(cursor, () => readTuple(cursor))
  if (code === codes.map) return readBrackets(cursor, () => readObject(cursor))
  if (code === codes.open) return readBrackets(cursor, () => readParentheses(cursor))
  return readHeredoc(cursor)
}

const readOperand = (cursor: HclCursor): Expression => {
  const start = cursor.at
  const { text } = cursor.chunk
  const first = text.charAt(start)
  if (first === '-' || first === '!') return readUnary(cursor)
  const digits = match(cursor, number)
  if (digits !== '') {
    cursor.at += digits.length
    return scalar(cursor, start, cursor.at, digits, 'plain')
  }
  if (/^["[{(]/.test(first) || text.startsWith('<<', start)) {
    const value = readValue(cursor)
    const steps = readSteps(cursor)
    return steps?.length === 0 ? value : opaque(cursor, start, cursor.at)
  }
  const named = readNamed(cursor)
  if (cursor.at > start) return named
  const before = Math.max(0, text.slice(0, start).trimEnd().length - 1)
  reportAt(cursor, before, before + 1, 'A value is missing behind this.')
  return missing(cursor, start)
}

/** Reads what follows the condition, with the cursor at `?`. */
const readConditional = (cursor: HclCursor, start: number): Expression => {
  if (cursor.depth >= maximumDepth) {
    reportAt(cursor, cursor.at, cursor.at + 1, tooDeepMessage)
    skipLine(cursor)
    return opaque(cursor, start, cursor.at)
  }
  cursor.depth += 1
  cursor.at += 1
  const yes = readExpression(cursor)
  skipSpace(cursor)
  const complete = peek(cursor) === codes.colon
  if (complete) cursor.at += 1
  else reportAt(cursor, cursor.at, cursor.at + 1, 'A colon and the other value are missing here.')
  const no = complete ? readExpression(cursor) : missing(cursor, yes.end)
  cursor.depth -= 1
  return { kind: 'conditional', chunk: cursor.chunk, start, end: Math.max(no.end, yes.end), yes, no }
}

/** Reads a value. Where none stands, that is a problem and the cursor stays. */
export const readExpression = (cursor: HclCursor): Expression => {
  skipSpace(cursor)
  const start = cursor.at
  let left = readOperand(cursor)
  skipSpace(cursor)
  for (let sign = match(cursor, operator); sign !== ''; sign = match(cursor, operator)) {
    cursor.at += sign.length
    skipSpace(cursor)
    const { end } = readOperand(cursor)
    left = opaque(cursor, start, Math.max(end, start))
    skipSpace(cursor)
  }
  return peek(cursor) === codes.question ? readConditional(cursor, start) : left
}
