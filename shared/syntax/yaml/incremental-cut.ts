/** Cuts a new version of a text around what changed. */

import type { Part } from '../part.js'
import type { Cut, IsReserved, Piece } from './cut.js'
import { byteOrderMark, cutYaml, resumeCut } from './cut.js'

/** The first `head` parts of the version before stand as they stood, the last `tail` further on. */
export type Plan = { readonly cut: Cut; readonly head: number; readonly tail: number }

/**
 * How many characters, at most `limit`, `isSame` from one to another. Halves of what is left are compared
 * as slices: ten times faster than going character by character, and nothing is made for each part.
 */
const longestSame = (limit: number, isSame: (from: number, to: number) => boolean): number => {
  let [same, most] = [0, limit]
  while (same < most) {
    const middle = (same + most + 1) >> 1
    if (isSame(same, middle)) same = middle
    else most = middle - 1
  }
  return same
}

/** How much of the beginning and the end of the old text, apart from each other, the new one has too. */
const unchangedEnds = (old: string, text: string): { readonly prefix: number; readonly suffix: number } => {
  const limit = Math.min(old.length, text.length)
  const prefix = longestSame(limit, (from, to) => old.slice(from, to) === text.slice(from, to))
  const suffix = longestSame(
    limit - prefix,
    (from, to) => old.slice(old.length - to, old.length - from) === text.slice(text.length - to, text.length - from),
  )
  return { prefix, suffix }
}

const endOf = ({ offset, fragment }: Part): number => offset + fragment.chunk.text.length

const unchangedHead = (parts: readonly Part[], prefix: number): number => {
  if ((parts[0]?.offset ?? 0) > prefix) return 0
  const changed = parts.findIndex((part) => endOf(part) > prefix)
  return changed < 0 ? parts.length : changed
}

const unchangedTail = (parts: readonly Part[], head: number, shift: number, start: number): number => {
  const from = parts[head]?.offset ?? 0
  const changed = parts.findLastIndex(({ offset }, index) => index < head || offset + shift < from || offset < start)
  return parts.length - 1 - changed
}

const columnOf = (part: Part | undefined): number =>
  part?.kind === 'role' ? part.fragment.chunk.text.search(/[^ ]/) : -1

const samePiece = (part: Part, piece: Piece, shift: number): boolean =>
  part.offset + shift === piece.start &&
  part.kind === piece.kind &&
  part.outdented === piece.outdented &&
  (part.kind !== 'role' || part.section === piece.section)

/** A text that was cut before. */
export type CutBefore = {
  readonly text: string
  readonly parts: readonly Part[]
  /** The parts were cut by indentation alone, so that a next cut may begin at any of them. */
  readonly regular: boolean
}

/** Cuts only from the last part before the change to where the parts stand as they stood again. */
const cutMiddle = (text: string, { text: old, parts }: CutBefore, isReserved: IsReserved): Plan | null => {
  const shift = text.length - old.length
  const { prefix, suffix } = unchangedEnds(old, text)
  const unchanged = unchangedHead(parts, prefix)
  // The last unchanged part may go on in what was inserted below it.
  const head = Math.max(0, unchanged - 1)
  const first = head > 0 ? parts[head] : undefined
  let next = parts.length - unchangedTail(parts, unchanged, shift, old.length - suffix)
  let met = false
  const isKnown = (piece: Piece): boolean => {
    while (next < parts.length && (parts[next]?.offset ?? 0) + shift < piece.start) next += 1
    const part = parts[next]
    met = part !== undefined && samePiece(part, piece, shift)
    return met
  }
  const cut = resumeCut(
    text,
    {
      from: first?.offset ?? (text.startsWith(byteOrderMark) ? 1 : 0),
      section: first?.kind === 'role' ? first.section : null,
      column: first ? columnOf(parts[head - 1]) : -1,
      isKnown,
    },
    isReserved,
  )
  return cut && { cut, head, tail: met ? parts.length - next : 0 }
}

export const planCut = (text: string, before: CutBefore | null, isReserved: IsReserved): Plan =>
  (before?.regular ? cutMiddle(text, before, isReserved) : null) ?? { cut: cutYaml(text, isReserved), head: 0, tail: 0 }
