import type { Document, ParsedNode, YAMLParseError, YAMLWarning } from 'yaml'
import { Composer, Parser } from 'yaml'
import type { FormProblem } from '../form-problem.js'
import type { Fragment } from '../fragment.js'
import { firstOfEachLine, maximumDepth, plainFragment, tooDeepMessage, unreadable } from '../fragment.js'
import type { Chunk } from '../node.js'
import { convertYaml } from './convert.js'
import { explainSyntax, isSaidLate } from './faults.js'
import { tooDeepAt } from './nesting.js'
import { readSimple } from './simple.js'

// Plain scalars are judged by the attribute that holds them, so they stay text. The parser's own
// check for repeated keys is quadratic.
const options = { schema: 'failsafe', uniqueKeys: false, resolveKnownTags: false, logLevel: 'silent' } as const

/**
 * With a quote of either kind ahead, the lexer ends an open quote at the first line that is not
 * indented deep enough, instead of at the end of the text.
 */
const tail = '#"\''

type Parsed = Document.Parsed<ParsedNode>

const warningsThatCount = new Set(['TAG_RESOLVE_FAILED', 'BAD_ALIAS'])

const isBlank = (text: string, at: number): boolean => ' \t\r\n'.includes(text.charAt(at))

const lineEnd = (text: string, at: number): number => {
  const newline = text.indexOf('\n', at)
  return newline < 0 ? text.length : newline
}

/** The word at a place: what an error at one character is about. */
const wordAt = (text: string, from: number, to: number): { readonly start: number; readonly end: number } => {
  const indented = /^[ \t]*$/.test(text.slice(text.lastIndexOf('\n', from - 1) + 1, from))
  const ahead = indented ? from + text.slice(from).search(/[^ \t]|$/) : from
  if (ahead > from && !isBlank(text, ahead)) return wordAt(text, ahead, to)
  const at = Math.max(0, text.slice(0, from + 1).trimEnd().length - 1)
  const wordEnd = (start: number): number => {
    let end = start
    while (end < text.length && !isBlank(text, end)) end += 1
    return end
  }
  if (at === from) return { start: at, end: Math.max(wordEnd(at), Math.min(to, lineEnd(text, at))) }
  let start = at
  while (start > 0 && !isBlank(text, start - 1)) start -= 1
  return { start, end: wordEnd(at) }
}

const problemOf = (error: YAMLParseError | YAMLWarning, chunk: Chunk): FormProblem => {
  const { text } = chunk
  const from = isSaidLate(error.message) ? text.slice(0, error.pos[0]).trimEnd().length : error.pos[0]
  const { start, end } = wordAt(text, from, error.pos[1])
  const word = text.slice(start, end)
  const code = /^ *\t/.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start)) ? 'TAB_AS_INDENT' : error.code
  const suggestions = error.code === 'BAD_ALIAS' && /^[*&]\S*$/.test(word) ? [JSON.stringify(word)] : []
  return unreadable({ chunk, start, end }, { message: explainSyntax(code, error.message), suggestions })
}

const errorsOf = (documents: readonly Parsed[], chunk: Chunk): readonly FormProblem[] => {
  const [first, second] = documents
  const warnings = first?.warnings.filter(({ code }) => warningsThatCount.has(code)) ?? []
  // Not what the parser says of our own comment at the end.
  const counted = [...(first?.errors ?? []), ...warnings].filter(
    ({ pos, message }) => pos[0] < chunk.text.length || !message.startsWith('Comments'),
  )
  const problems = firstOfEachLine(counted, ({ pos }) => pos[0], chunk.text).map((error) => problemOf(error, chunk))
  if (!second) return problems
  const place = wordAt(chunk.text, second.range[0], second.range[0] + 1)
  return [...problems, unreadable({ chunk, ...place }, { message: explainSyntax('MULTIPLE_DOCS', '') })]
}

/**
 * Reads a piece of a YAML file. `text` is what the parser sees; it has the chunk's length and
 * differs where merge conflict markers were blanked out. `depth`: how many collections are around it.
 */
export const parseYamlPiece = (chunk: Chunk, text: string, depth: number): Fragment => {
  const simple = text === chunk.text ? readSimple(chunk) : undefined
  return simple === undefined ? parseWithLibrary(chunk, text, depth) : plainFragment(chunk, simple, [])
}

/** The same by the library alone. */
export const parseWithLibrary = (chunk: Chunk, text: string, depth: number): Fragment => {
  const source = text.endsWith('\n') ? text + tail : `${text}\n${tail}`
  const tokens = [...new Parser().parse(source)]
  const deep = tooDeepAt(tokens, maximumDepth * 2)
  if (deep !== null) {
    const place = wordAt(chunk.text, deep, deep + 1)
    return plainFragment(chunk, null, [unreadable({ chunk, ...place }, { message: tooDeepMessage })])
  }
  const documents: readonly Parsed[] = [...new Composer(options).compose(tokens)]
  const errors = errorsOf(documents, chunk)
  const converted = convertYaml(documents[0]?.contents ?? null, chunk, text, depth)
  if (errors.length === 0 && converted.problems.length === 0)
    return { chunk, ...converted, problems: [], broken: false }
  const problems = firstOfEachLine([...errors, ...converted.problems], ({ start }) => start, chunk.text)
  return { chunk, ...converted, problems, broken: errors.length > 0 }
}
