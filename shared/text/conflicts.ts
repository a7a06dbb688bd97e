/** Merge conflicts in any language: reported once each, and silent inside. */

import { lastBy } from './source.js'
import type { Span } from './span.js'

export type Conflicts = {
  /** From `<<<<<<<` to the end of the `>>>>>>>` line. */
  readonly conflicts: readonly Span[]
  /** The marker lines in them, which must not reach a parser. */
  readonly markers: readonly Span[]
}

const none: Conflicts = { conflicts: [], markers: [] }

const opening = '<<<<<<<'
const marker = /^(?:<{7}|\|{7}|={7}|>{7})(?=[ \t\r\n]|$)/

const lineAt = (text: string, start: number): Span => {
  const newline = text.indexOf('\n', start)
  const end = newline < 0 ? text.length : newline
  return { start, end: text[end - 1] === '\r' ? end - 1 : end }
}

/** Reads one conflict from its first line on. */
const conflictAt = (text: string, from: number): { readonly markers: readonly Span[]; readonly end: number } => {
  const markers: Span[] = []
  for (let start = from; start < text.length; ) {
    const line = lineAt(text, start)
    if (marker.test(text.slice(start, start + 8))) {
      markers.push(line)
      if (text[start] === '>') return { markers, end: line.end }
    }
    const newline = text.indexOf('\n', line.end)
    start = newline < 0 ? text.length : newline + 1
  }
  return { markers, end: text.length }
}

export const findConflicts = (text: string): Conflicts => {
  const conflicts: Span[] = []
  const markers: Span[] = []
  for (let at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, at)) {
    const isLine = (at === 0 || text[at - 1] === '\n') && marker.test(text.slice(at, at + 8))
    if (!isLine) {
      at += opening.length
      continue
    }
    const found = conflictAt(text, at)
    conflicts.push({ start: at, end: found.end })
    for (const line of found.markers) markers.push(line)
    at = found.end
  }
  return conflicts.length === 0 ? none : { conflicts, markers }
}

/** Of stretches that follow each other those that overlap another. */
export const overlapping = (following: readonly Span[], other: Span): readonly Span[] => {
  const last = lastBy(following, ({ start }) => start < other.end)
  return following.slice(lastBy(following, ({ end }) => end <= other.start) + 1, last + 1)
}

/** A piece of the text with spaces for conflict markers: all else keeps its place. */
export const blankOut = (piece: string, offset: number, markers: readonly Span[]): string => {
  const kept: string[] = []
  let at = 0
  for (const line of overlapping(markers, { start: offset, end: offset + piece.length })) {
    const start = Math.max(0, line.start - offset)
    const end = Math.min(piece.length, line.end - offset)
    kept.push(piece.slice(at, start), ' '.repeat(end - start))
    at = end
  }
  return kept.join('') + piece.slice(at)
}

/** The problem of a conflict stands on its first line. */
export const conflictProblems = (
  { conflicts }: Conflicts,
  text: string,
): readonly (Span & { readonly message: string })[] =>
  conflicts.map(({ start }) => ({
    ...lineAt(text, start),
    message: 'This is a merge conflict. Keep one side and remove the markers.',
  }))
