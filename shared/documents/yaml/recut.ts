/** Cuts a new version of a text around what changed. */
import type { RoleFile } from '../assemble.js'
import type { Part } from '../part.js'
import { byteOrderMark, cutYaml, resumeCut } from './cut.js'
import type { Cut, Piece } from './cut.js'

/** The first `head` parts of the version before stand as they stood, the last `tail` further on. */
export type Plan = { readonly cut: Cut; readonly head: number; readonly tail: number }

// Comparing slices is ten times faster than startsWith, which goes character by character.
const standsAt = (text: string, { fragment }: Part, offset: number): boolean =>
  text.slice(offset, offset + fragment.chunk.text.length) === fragment.chunk.text

const unchangedHead = ({ parts, source }: RoleFile, text: string): number => {
  const first = parts[0]?.offset ?? 0
  if (text.slice(0, first) !== source.text.slice(0, first)) return 0
  const changed = parts.findIndex((part) => !standsAt(text, part, part.offset))
  return changed < 0 ? parts.length : changed
}

const unchangedTail = (parts: readonly Part[], text: string, shift: number, head: number): number => {
  const from = parts[head]?.offset ?? 0
  const changed = parts.findLastIndex(
    (part, index) => index < head || part.offset + shift < from || !standsAt(text, part, part.offset + shift),
  )
  return parts.length - 1 - changed
}

const columnOf = (part: Part | undefined): number =>
  part?.kind === 'role' ? part.fragment.chunk.text.search(/[^ ]/) : -1

const samePiece = (part: Part, piece: Piece, shift: number): boolean =>
  part.offset + shift === piece.start &&
  part.kind === piece.kind &&
  part.outdented === piece.outdented &&
  (part.kind !== 'role' || part.section === piece.section)

/** Cuts only from the last part before the change to where the parts stand as they stood again. */
const cutMiddle = (text: string, before: RoleFile): Plan | null => {
  const { parts } = before
  const shift = text.length - before.source.text.length
  const unchanged = unchangedHead(before, text)
  // The last unchanged part may go on in what was inserted below it.
  const head = Math.max(0, unchanged - 1)
  const first = head > 0 ? parts[head] : undefined
  let next = parts.length - unchangedTail(parts, text, shift, unchanged)
  let met = false
  const isKnown = (piece: Piece): boolean => {
    while (next < parts.length && (parts[next]?.offset ?? 0) + shift < piece.start) next += 1
    const part = parts[next]
    met = part !== undefined && samePiece(part, piece, shift)
    return met
  }
  const cut = resumeCut(text, {
    from: first?.offset ?? (text.startsWith(byteOrderMark) ? 1 : 0),
    section: first?.kind === 'role' ? first.section : null,
    column: first ? columnOf(parts[head - 1]) : -1,
    isKnown,
  })
  return cut && { cut, head, tail: met ? parts.length - next : 0 }
}

export const planCut = (text: string, before: RoleFile | null): Plan =>
  (before?.regular ? cutMiddle(text, before) : null) ?? { cut: cutYaml(text), head: 0, tail: 0 }
