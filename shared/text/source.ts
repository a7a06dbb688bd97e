import type { Position, Range } from './range.js'

/** One version of a file's text with its line index, which is built when first asked for. */
export type Source = {
  readonly file: string
  readonly text: string
  /** Clamped to the text. */
  readonly positionAt: (offset: number) => Position
  /** Clamped to the text and to the line. */
  readonly offsetAt: (position: Position) => number
}

/** A stretch of a source in UTF-16 units, end exclusive. */
export type SourceSpan = { readonly source: Source; readonly start: number; readonly end: number }

const newline = 10
const carriageReturn = 13

/** The starts of the lines that begin behind `from`, up to `to`. */
export const lineStartsIn = (text: string, from: number, to: number): number[] => {
  const starts: number[] = []
  if (!text.slice(from, to).includes('\r')) {
    for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    return starts
  }
  // LSP ends a line at \n, \r\n and a lone \r:
  // https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#textDocuments
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at)
    if (code !== newline && code !== carriageReturn) continue
    if (code === carriageReturn && text.charCodeAt(at + 1) === newline) continue
    starts.push(at + 1)
  }
  return starts
}

/** The index of the last start at or before an offset. */
export const lastAtOrBefore = (starts: ArrayLike<number>, offset: number): number => {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** The last of those at the start of which something holds; -1 where it holds of none. */
export const lastBy = <Item>(items: readonly Item[], holds: (item: Item) => boolean): number => {
  let low = -1
  let high = items.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (holds(items[middle] as Item)) low = middle
    else high = middle - 1
  }
  return low
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high))

/** `lines`: where each line starts, 0 first. */
export const sourceWith = (file: string, text: string, lines: () => ArrayLike<number>): Source => {
  const contentEnd = (line: number): number => {
    const starts = lines()
    if (line + 1 >= starts.length) return text.length
    const end = (starts[line + 1] ?? text.length) - 1
    return text.charCodeAt(end) === newline && text.charCodeAt(end - 1) === carriageReturn ? end - 1 : end
  }
  return {
    file,
    text,
    positionAt: (offset) => {
      const at = clamp(offset, 0, text.length)
      const line = lastAtOrBefore(lines(), at)
      return { line, character: at - (lines()[line] ?? 0) }
    },
    offsetAt: ({ line, character }) => {
      const starts = lines()
      if (line < 0) return 0
      if (line >= starts.length) return text.length
      const start = starts[line] ?? 0
      return clamp(start + character, start, contentEnd(line))
    },
  }
}

export const createSource = (file: string, text: string): Source => {
  let starts: readonly number[] | undefined
  return sourceWith(file, text, () => (starts ??= [0, ...lineStartsIn(text, 0, text.length)]))
}

export const spanRange = ({ source, start, end }: SourceSpan): Range => ({
  start: source.positionAt(start),
  end: source.positionAt(end),
})
