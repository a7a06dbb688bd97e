import type { Position, Range } from '../model/problem.js'

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
export type Span = { readonly source: Source; readonly start: number; readonly end: number }

const lineStartsOf = (text: string): readonly number[] => {
  const starts = [0]
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    return starts
  }
  // LSP ends a line at \n, \r\n and a lone \r:
  // https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#textDocuments
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length)
  return starts
}

const lastAtOrBefore = (starts: readonly number[], offset: number): number => {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high))

export const createSource = (file: string, text: string): Source => {
  let index: readonly number[] | undefined
  const lines = (): readonly number[] => (index ??= lineStartsOf(text))
  const contentEnd = (line: number): number => {
    const starts = lines()
    if (line + 1 >= starts.length) return text.length
    const end = (starts[line + 1] ?? text.length) - 1
    return text[end] === '\n' && text[end - 1] === '\r' ? end - 1 : end
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

export const spanRange = ({ source, start, end }: Span): Range => ({
  start: source.positionAt(start),
  end: source.positionAt(end),
})
