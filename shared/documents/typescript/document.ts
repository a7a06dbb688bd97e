import type ts from 'typescript'
import { maximumLength, unreadable } from '../../syntax/fragment.js'
import type { Chunk } from '../../syntax/node.js'
import { conflictProblems, findConflicts, overlapping } from '../../text/conflicts.js'
import { covering } from '../../text/covering.js'
import { commentStyles, findIgnores } from '../../text/ignore-comments.js'
import type { Source } from '../../text/source.js'
import type { Span } from '../../text/span.js'
import { codeDocument } from '../code-document.js'
import { createLimits } from '../code-limits.js'
import { createCodeResolver } from '../code-role.js'
import type { RoleDocument } from '../document.js'
import { survey } from './constants.js'
import type { Evaluation } from './evaluate.js'
import { createClassFinder } from './imports.js'
import { parseTypescript } from './parse.js'
import type { SyntaxErrors } from './role.js'
import { bindNew } from './role.js'

export type TypescriptDocument = RoleDocument & { readonly language: 'typescript' }

/** Null where the text makes no roles of ours. */
export type TypescriptReader = (source: Source) => TypescriptDocument | null

/** What is missing at a line end is shown behind what stands before it. */
const placeOfError = (text: string, from: number, to: number): Span => {
  const before = text.slice(0, from).trimEnd().length
  if (before > 0 && /^\s*$/.test(text.slice(from, to))) return { start: before - 1, end: before }
  return { start: from, end: Math.max(from + 1, Math.min(to, text.length)) }
}

/** The parser keeps what it found wrong in a field its types do not name. */
const syntaxErrorsOf = (compiler: typeof ts, file: ts.SourceFile): SyntaxErrors => {
  const all: readonly ts.DiagnosticWithLocation[] = Reflect.get(file, 'parseDiagnostics') ?? []
  return (from, to) =>
    all
      .filter(({ start }) => from <= start && start <= to)
      .map(({ start, length, messageText }) => ({
        ...placeOfError(file.text, start, start + length),
        message: `TypeScript cannot read this: ${compiler.flattenDiagnosticMessageText(messageText, ' ')}`,
      }))
}

const importsOurs = (text: string): boolean =>
  text.includes('@rolecall/provider/cdkt') || text.includes('.gen/providers/rolecall')

/** What makes roles of ours and is too long, or nests too deep, to be parsed. */
const unread = (source: Source): TypescriptDocument => {
  const chunk: Chunk = { text: source.text }
  const message = `This file is longer than ${maximumLength / 1_000_000} MB or nests too deep, so it is not read. Split it.`
  return codeDocument({
    source,
    language: 'typescript',
    roles: [],
    problems: [unreadable({ chunk, start: 0, end: Math.max(1, source.text.search(/[\r\n]|$/)) }, { message })],
    ignores: [],
    resolver: createCodeResolver(),
    place: () => ({ source, offset: 0 }),
    conflicts: [],
  })
}

const readTypescript = (compiler: typeof ts, source: Source): TypescriptDocument | null => {
  const { text } = source
  const file = parseTypescript(compiler, source)
  if (!file) return importsOurs(text) ? unread(source) : null
  const classOf = createClassFinder(compiler, file)
  const { constants, created, strings } = survey(compiler, file)
  const ours = created.flatMap((node) => {
    const found = classOf(node.expression)
    return found ? [{ node, found }] : []
  })
  if (ours.length === 0) return null
  const chunk: Chunk = { text }
  const evaluation: Evaluation = { compiler, file, chunk, constants, limits: createLimits(), known: new Map() }
  const resolver = createCodeResolver()
  const syntaxErrors = syntaxErrorsOf(compiler, file)
  const bound = ours.map(({ node, found }) => bindNew(evaluation, node, found, resolver, syntaxErrors))
  const found = findConflicts(text)
  const { conflicts } = found
  let inString: ReturnType<typeof covering> | null = null
  const isText = (offset: number): boolean =>
    (inString ??= covering(strings.map((node) => ({ start: node.getStart(file), end: node.end }))))(offset)
  return codeDocument({
    source,
    language: 'typescript',
    roles: bound.map(({ site }) => site),
    problems: [
      ...conflictProblems(found, text).map((problem) => unreadable({ chunk, ...problem }, problem)),
      ...bound.flatMap(({ problems }) => problems).filter((problem) => overlapping(conflicts, problem).length === 0),
    ],
    ignores: findIgnores(source, commentStyles.typescript, isText),
    resolver,
    place: () => ({ source, offset: 0 }),
    conflicts,
  })
}

/** `compiler`: the `typescript` module. It takes a third of a second to load, so the caller says when. */
export const createTypescriptReader =
  (compiler: typeof ts): TypescriptReader =>
  (source) =>
    readTypescript(compiler, source)
