import type { ParseError } from 'jsonc-parser'
import { createScanner, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { FormProblem } from '../../syntax/form-problem.js'
import type { Fragment } from '../../syntax/fragment.js'
import { firstOfEachLine, maximumDepth, plainFragment, tooDeepMessage, unreadable } from '../../syntax/fragment.js'
import { convertJson } from '../../syntax/json/convert.js'
import { closeBrackets } from '../../syntax/json/repair.js'
import type { Chunk } from '../../syntax/node.js'
import type { Conflicts } from '../../text/conflicts.js'
import { blankOut, conflictProblems, findConflicts } from '../../text/conflicts.js'
import type { Source } from '../../text/source.js'
import type { RoleFile } from '../assemble.js'
import { assemble } from '../assemble.js'

type JsonLanguage = 'json' | 'jsonc'

const messages: Readonly<Record<string, string>> = {
  CloseBraceExpected: 'The map is not closed. Add `}`.',
  CloseBracketExpected: 'The list is not closed. Add `]`.',
  ColonExpected: 'A colon is missing after this key.',
  CommaExpected: 'A comma is missing.',
  EndOfFileExpected: 'A role file holds one JSON value. Remove what follows it.',
  InvalidCommentToken: 'JSON has no comments. Name the file `.roles.jsonc`, or remove the comment.',
  InvalidEscapeCharacter: 'This escape sequence does not exist. Write `\\\\` for a backslash.',
  InvalidUnicode: 'A `\\u` takes four hexadecimal digits.',
  PropertyNameExpected: 'A key in double quotes is expected here. A comma before a closing bracket has to go.',
  UnexpectedEndOfComment: 'The comment is not closed. Add `*/`.',
  UnexpectedEndOfString: 'The closing quote is missing.',
  ValueExpected:
    'A value is missing here, or text lacks its double quotes. A comma before a closing bracket has to go.',
}

/** The token after which brackets stand inside each other too deep; the parser recurses without limit. */
const tooDeepAt = (text: string): number | null => {
  const scanner = createScanner(text, true)
  let depth = 0
  for (let at = -1; scanner.getPosition() > at; ) {
    at = scanner.getPosition()
    scanner.scan()
    const bracket = scanner.getTokenLength() === 1 ? text[scanner.getTokenOffset()] : ''
    if (bracket === '[' || bracket === '{') depth += 1
    if (bracket === ']' || bracket === '}') depth -= 1
    if (depth > maximumDepth) return scanner.getTokenOffset()
  }
  return null
}

const problemOf = ({ error, offset, length }: ParseError, chunk: Chunk): FormProblem => {
  const message = messages[printParseErrorCode(error)] ?? 'This is not JSON. Text and keys stand in double quotes.'
  const at = length > 0 ? offset : Math.max(0, chunk.text.slice(0, offset).trimEnd().length - 1)
  return unreadable({ chunk, start: at, end: at + Math.max(1, length) }, { message })
}

/** A value that is no JSON is also missing to the parser; the first says it. */
const withoutEchoes = (errors: readonly ParseError[], text: string): readonly ParseError[] =>
  errors.filter(({ offset }, index) => {
    const before = errors[index - 1]
    return !before || /\S/.test(text.slice(before.offset + before.length, offset))
  })

const parseText = (text: string, language: JsonLanguage) => {
  const errors: ParseError[] = []
  const lenient = language === 'jsonc'
  const tree = parseTree(text, errors, {
    disallowComments: !lenient,
    allowTrailingComma: lenient,
    allowEmptyContent: true,
  })
  return { tree, errors }
}

/** Reads a chunk. `text` is what the parser sees; it has the chunk's length. */
export const parseJsonFragment = (chunk: Chunk, text: string, language: JsonLanguage): Fragment => {
  const deep = tooDeepAt(text)
  if (deep !== null)
    return plainFragment(chunk, null, [unreadable({ chunk, start: deep, end: deep + 1 }, { message: tooDeepMessage })])
  const first = parseText(text, language)
  const repaired = first.errors.length === 0 ? { text, closed: [] } : closeBrackets(text)
  const { tree, errors } = repaired.closed.length === 0 ? first : parseText(repaired.text, language)
  const converted = tree ? convertJson(tree, chunk) : { root: null, problems: [] }
  const found = [
    ...withoutEchoes(errors, text).map((error) => problemOf(error, chunk)),
    ...repaired.closed.map((place) =>
      unreadable({ chunk, ...place }, { message: 'A closing bracket is missing after this.' }),
    ),
    ...converted.problems,
  ]
  const problems = firstOfEachLine(found, ({ start }) => start, text)
  const faults = found.map(({ start }) => start)
  return { ...plainFragment(chunk, converted.root, problems), broken: first.errors.length > 0, faults }
}

/** Where sides of a merge conflict meet, anything may be missing. */
const withConflicts = (fragment: Fragment, { markers }: Conflicts): Fragment =>
  markers.length === 0
    ? fragment
    : { ...fragment, broken: true, faults: [...(fragment.faults ?? []), ...markers.map(({ start }) => start)] }

/** Reads a JSON or JSONC role file. */
export const readJson = (source: Source, language: JsonLanguage): RoleFile => {
  const { text } = source
  const conflicts = findConflicts(text)
  const chunk: Chunk = { text }
  // The parser takes a byte order mark for a value.
  const parsed = parseJsonFragment(chunk, blankOut(text, 0, conflicts.markers).replace(/^\uFEFF/, ' '), language)
  const fragment = withConflicts(parsed, conflicts)
  return assemble({
    source,
    language,
    parts: [{ fragment, offset: 0, kind: 'whole', section: null, outdented: false }],
    problems: conflictProblems(conflicts, text),
    conflicts: conflicts.conflicts,
    regular: false,
    before: null,
    head: 0,
    tail: 0,
  })
}
