import type { Fragment } from '../../syntax/fragment.js'
import type { Chunk } from '../../syntax/node.js'
import type { Part } from '../../syntax/part.js'
import type { Cut, Piece } from '../../syntax/yaml/cut.js'
import type { Plan } from '../../syntax/yaml/incremental-cut.js'
import { planCut } from '../../syntax/yaml/incremental-cut.js'
import { parseYamlPiece } from '../../syntax/yaml/parse.js'
import { blankOut, conflictProblems, overlapping } from '../../text/conflicts.js'
import { copyOf } from '../../text/copy.js'
import type { Source } from '../../text/source.js'
import type { RoleFile } from '../assemble.js'
import { assemble } from '../assemble.js'
import { isReservedKey } from '../header.js'

const separatorMessage = 'A role file holds one document. Put the second one into its own file.'

const depths: Readonly<Record<Piece['kind'], number>> = { whole: 0, entry: 0, header: 0, role: 1 }

/** A directive can stand at the start of a text only; elsewhere `%` is as wrong as `@`. */
const withoutDirective = (text: string): string => (text.startsWith('%') ? `@${text.slice(1)}` : text)

const parsePiece = (piece: Piece, cut: Cut, text: string): Fragment => {
  const chunk: Chunk = { text: copyOf(text, piece) }
  if (overlapping(cut.conflicts, piece).length === 0) {
    return parseYamlPiece(chunk, piece.kind === 'entry' ? withoutDirective(chunk.text) : chunk.text, depths[piece.kind])
  }
  const fragment = parseYamlPiece(chunk, blankOut(chunk.text, piece.start, cut.markers), depths[piece.kind])
  return { ...fragment, broken: true }
}

/** Gives each of the parts to the first piece with the same text. */
const createReuse = (parts: readonly Part[]) => {
  const byText = new Map<string, Part[]>()
  for (const part of parts) {
    const same = byText.get(part.fragment.chunk.text)
    if (same) same.push(part)
    else byText.set(part.fragment.chunk.text, [part])
  }
  return (piece: Piece, text: string): Part | null => {
    if (byText.size === 0) return null
    const candidates = byText.get(text.slice(piece.start, piece.end))
    const found = candidates?.findIndex(({ kind }) => kind === piece.kind) ?? -1
    return found < 0 ? null : (candidates?.splice(found, 1)[0] ?? null)
  }
}

const planParts = (text: string, { cut, head, tail }: Plan, before: RoleFile | null): readonly Part[] => {
  const old = before?.parts ?? []
  const shift = text.length - (before?.source.text.length ?? 0)
  const reuse = createReuse(cut.conflicts.length === 0 ? old.slice(head, old.length - tail) : [])
  const middle = cut.pieces.map((piece): Part => {
    const known = reuse(piece, text)
    const { kind, outdented } = piece
    const section = kind === 'role' ? piece.section : null
    return { fragment: known?.fragment ?? parsePiece(piece, cut, text), offset: piece.start, kind, section, outdented }
  })
  const moved = old.slice(old.length - tail).map(
    ({ fragment, offset, kind, section, outdented }): Part => ({
      fragment,
      offset: offset + shift,
      kind,
      section,
      outdented,
    }),
  )
  return [...old.slice(0, head), ...middle, ...moved]
}

/** Reads a YAML role file; parses only the pieces that differ from the version before. */
export const readYaml = (source: Source, before: RoleFile | null): RoleFile => {
  const { text } = source
  // What was part of a conflict was not read as it is written.
  const usable = before?.conflicts.length === 0 ? before : null
  const plan = planCut(text, usable && { ...usable, text: usable.source.text }, isReservedKey)
  const { cut } = plan
  const problems = [
    ...conflictProblems(cut, text),
    ...cut.separators.map((separator) => ({ ...separator, message: separatorMessage })),
  ]
  return assemble({
    source,
    language: 'yaml',
    parts: planParts(text, plan, usable),
    problems,
    conflicts: cut.conflicts,
    regular: cut.regular,
    before: usable,
    head: plan.head,
    tail: plan.tail,
  })
}
