/** Reads a block with its attributes and the blocks inside it. */
import type { FormProblem } from '../form-problem.js'
import {
  firstOfEachLine,
  maximumDepth,
  repeatedKeyMessage,
  repeatedKeys,
  tooDeepMessage,
  unreadable,
} from '../fragment.js'
import type { Chunk, ScalarNode } from '../node.js'
import { isAttribute, skipBrackets } from './brackets.js'
import { codes } from './codes.js'
import type { HclCursor } from './cursor.js'
import {
  columnAt,
  createCursor,
  indentAt,
  inside,
  leavesBrackets,
  match,
  peek,
  readName,
  reportAt,
  scalar,
  skipLine,
  skipSpace,
} from './cursor.js'
import type { Block, Body, Expression, HclAttribute } from './expression.js'
import { readExpression } from './parse-expression.js'
import { readString } from './string.js'

export type ParsedBlock = Block & {
  readonly problems: readonly FormProblem[]
  /** The text is not well formed: what was read may lack something. */
  readonly broken: boolean
}

/** Labels of which the first is a name, and the bracket of a block. */
const namedHeader = /[A-Za-z_][\w-]*[ \t]+(?:(?:"[^"\n]*"|[A-Za-z_][\w-]*)[ \t]+)*\{/y

/** Nothing but the end of the block may stand behind a value in its line. */
const endLine = (cursor: HclCursor): void => {
  skipSpace(cursor)
  const code = peek(cursor)
  if (Number.isNaN(code) || code === codes.newline || code === codes.mapEnd) return
  if (cursor.recovering && isAttribute(cursor) && columnAt(cursor.chunk.text, cursor.at) === cursor.indent) return
  const start = cursor.at
  skipLine(cursor)
  reportAt(
    cursor,
    start,
    cursor.chunk.text.slice(0, cursor.at).trimEnd().length,
    'This cannot stand behind a value. Begin a new line.',
  )
}

const readAttribute = (cursor: HclCursor, key: ScalarNode): HclAttribute => {
  const { indent } = cursor
  cursor.indent = indentAt(cursor, key.start)
  cursor.at += 1
  const value = readExpression(cursor)
  endLine(cursor)
  cursor.indent = indent
  return { key, value }
}

const readLabels = (cursor: HclCursor): readonly ScalarNode[] => {
  const labels: ScalarNode[] = []
  for (;;) {
    skipSpace(cursor)
    const start = cursor.at
    if (peek(cursor) === codes.quote) {
      const label: Expression = readString(cursor, () => readExpression(cursor))
      labels.push(label.kind === 'scalar' ? label : scalar(cursor, start, cursor.at, '', 'double'))
      continue
    }
    const name = readName(cursor)
    if (name === '') return labels
    labels.push(scalar(cursor, start, cursor.at, name, 'plain'))
  }
}

const emptyBody = ({ chunk, at }: HclCursor): Body => ({ chunk, start: at, end: at, attributes: [], blocks: [] })

/** Reads a block whose type has been read. */
const readBlock = (cursor: HclCursor, type: ScalarNode): Block => {
  const { indent } = cursor
  cursor.indent = indentAt(cursor, type.start)
  const labels = readLabels(cursor)
  const last = labels.at(-1) ?? type
  let body = emptyBody(cursor)
  if (peek(cursor) !== codes.map) {
    reportAt(cursor, type.start, last.end, 'A block needs `{` and `}` behind its name.')
    skipLine(cursor)
  } else if (cursor.depth >= maximumDepth) {
    reportAt(cursor, cursor.at, cursor.at + 1, tooDeepMessage)
    skipBrackets(cursor)
  } else {
    body = inside(cursor, false, () => readBody(cursor, type.start, last.end))
  }
  cursor.indent = indent
  return { chunk: cursor.chunk, start: type.start, end: cursor.at, type, labels, body }
}

/** Moves to the next line with text in it. False where that does not belong to the body any more. */
const nextLine = (cursor: HclCursor): boolean => {
  for (;;) {
    skipSpace(cursor)
    if (peek(cursor) !== codes.newline) return !Number.isNaN(peek(cursor))
    // In the outermost block a line may stand in any column: the file was cut there.
    if (cursor.recovering && cursor.depth > 1 && leavesBrackets(cursor, cursor.at)) return false
    cursor.at += 1
  }
}

const readStray = (cursor: HclCursor, start: number): void => {
  cursor.at = Math.max(cursor.at, start + 1)
  const { text } = cursor.chunk
  if (peek(cursor) !== codes.newline) skipLine(cursor)
  reportAt(
    cursor,
    start,
    text.slice(0, cursor.at).trimEnd().length,
    'An attribute is a name, an equals sign and a value.',
  )
}

/** Reads from the bracket at the cursor to the one that closes it. */
const readBody = (cursor: HclCursor, from: number, to: number): Body => {
  const { chunk, at: start } = cursor
  const attributes: HclAttribute[] = []
  const blocks: Block[] = []
  cursor.at += 1
  let closed = false
  while (!closed && nextLine(cursor)) {
    const at = cursor.at
    if (peek(cursor) === codes.mapEnd) {
      cursor.at += 1
      closed = true
      continue
    }
    const name = readName(cursor)
    const key = scalar(cursor, at, cursor.at, name, 'plain')
    skipSpace(cursor)
    const code = peek(cursor)
    if (name === '') readStray(cursor, at)
    else if (code === codes.equals && !chunk.text.startsWith('==', cursor.at))
      attributes.push(readAttribute(cursor, key))
    else if (code === codes.map || code === codes.quote || match(cursor, namedHeader) !== '')
      blocks.push(readBlock(cursor, key))
    else readStray(cursor, at)
  }
  if (!closed) reportAt(cursor, from, to, 'The block is not closed. Add `}`.')
  for (const key of repeatedKeys(attributes.map((attribute) => attribute.key))) {
    cursor.problems.push(unreadable(key, { message: repeatedKeyMessage(key.text) }))
  }
  return { chunk, start, end: cursor.at, attributes, blocks }
}

const parse = (
  chunk: Chunk,
  recovering: boolean,
): { readonly block: Block; readonly problems: readonly FormProblem[] } => {
  const cursor = createCursor(chunk, recovering)
  const name = readName(cursor)
  const block = readBlock(cursor, scalar(cursor, 0, name.length, name, 'plain'))
  return { block, problems: cursor.problems }
}

/** Reads the block that a chunk holds. */
export const parseBlock = (chunk: Chunk): ParsedBlock => {
  const strict = parse(chunk, false)
  if (strict.problems.length === 0) return { ...strict.block, problems: [], broken: false }
  const { block, problems } = parse(chunk, true)
  const first = firstOfEachLine(problems.length > 0 ? problems : strict.problems, ({ start }) => start, chunk.text)
  return { ...block, problems: first, broken: true }
}
