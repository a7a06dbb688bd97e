/** Text that changes by pieces. Each version is a value; its line index is made from the one before. */

import type { Position, Range } from '@rolecall/shared/text/range.js'
import type { Source } from '@rolecall/shared/text/source.js'
import { lastAtOrBefore, lineStartsIn, sourceWith } from '@rolecall/shared/text/source.js'

/** A source that knows where its lines start, to make the next version's index from. */
export type IndexedSource = Source & { readonly lineStarts: Int32Array }

export type Change = { readonly range?: Range; readonly text: string }

const sourceOf = (file: string, text: string, lineStarts: Int32Array): IndexedSource => ({
  ...sourceWith(file, text, () => lineStarts),
  lineStarts,
})

export const createIndexedSource = (file: string, text: string): IndexedSource =>
  sourceOf(file, text, new Int32Array([0, ...lineStartsIn(text, 0, text.length)]))

/** The first `keep` starts, then the new ones, then those from `skip` on, moved by `shift`. */
const splice = (starts: Int32Array, keep: number, made: readonly number[], skip: number, shift: number): Int32Array => {
  const rest = starts.subarray(Math.min(skip, starts.length))
  const spliced = new Int32Array(keep + made.length + rest.length)
  spliced.set(starts.subarray(0, keep))
  spliced.set(made, keep)
  spliced.set(rest, keep + made.length)
  if (shift !== 0)
    for (let index = keep + made.length; index < spliced.length; index += 1)
      spliced[index] = (spliced[index] ?? 0) + shift
  return spliced
}

/** The next version. A change without a range replaces all of the text. */
export const applyChange = (source: IndexedSource, { range, text: inserted }: Change): IndexedSource => {
  if (!range) return createIndexedSource(source.file, inserted)
  const { text, lineStarts } = source
  const from = source.offsetAt(range.start)
  const to = Math.max(from, source.offsetAt(range.end))
  const next = text.slice(0, from) + inserted + text.slice(to)
  // A \r or \n next to the change may join with it or part from it, so one character more on each side.
  const firstLine = lastAtOrBefore(lineStarts, Math.max(0, from - 1))
  const shift = inserted.length - (to - from)
  const lastLine = lastAtOrBefore(lineStarts, Math.min(text.length, to + 1))
  const scanFrom = lineStarts[firstLine] ?? 0
  const scanTo = lastLine + 1 < lineStarts.length ? (lineStarts[lastLine + 1] ?? 0) + shift : next.length
  return sourceOf(
    source.file,
    next,
    splice(lineStarts, firstLine + 1, lineStartsIn(next, scanFrom, scanTo), lastLine + 2, shift),
  )
}

export const rangeIn = (source: Source, start: number, end: number): Range => ({
  start: source.positionAt(start),
  end: source.positionAt(end),
})

/** The text of one line, its end left out. */
export const lineAt = (source: Source, line: number): { readonly start: number; readonly text: string } => {
  const start = source.offsetAt({ line, character: 0 })
  return { start, text: source.text.slice(start, source.offsetAt({ line, character: Number.MAX_SAFE_INTEGER })) }
}

const comparePositions = (one: Position, other: Position): number =>
  one.line - other.line || one.character - other.character

/** Whether two ranges share a character or touch. */
export const rangesTouch = (one: Range, other: Range): boolean =>
  comparePositions(one.start, other.end) <= 0 && comparePositions(other.start, one.end) <= 0
