/**
 * Finds the end of what may hold brackets without meaning them: strings, heredocs, comments. What
 * was left open ends with its line, so that half-typed text does not swallow the rest of the file.
 */

export type Heredoc = {
  /** The lines between the markers. */
  readonly start: number
  readonly end: number
  /** After the closing marker. */
  readonly after: number
  /** `<<-`: the lines' common indentation does not count. */
  readonly indented: boolean
}

export type Scanner = {
  /** After the string that begins with the quote at `at`, or where its line ends. */
  readonly string: (at: number) => number
  /** After the comment at `at`; `at` itself where none begins. A line end after it is not part of it. */
  readonly comment: (at: number) => number
  /** The heredoc at `at`; null where none begins, or where it is left open. */
  readonly heredoc: (at: number) => Heredoc | null
}

const codes = {
  newline: 10,
  quote: 34,
  hash: 35,
  dollar: 36,
  percent: 37,
  star: 42,
  slash: 47,
  backslash: 92,
  open: 123,
}

/** Characters that failed attempts to read an interpolation over line ends may take together. */
const maximumRetries = 500_000

/** Characters of one interpolation that goes over line ends. */
const maximumReach = 20_000

const maximumNesting = 100

const heredocStart = /<<(-?)([A-Za-z_][\w-]*)[ \t]*\r?\n/y

/** Lines that hold one word, by word: where a heredoc can end. */
const markersOf = (text: string): ReadonlyMap<string, readonly number[]> => {
  const markers = new Map<string, number[]>()
  for (const match of text.matchAll(/^[ \t]*([A-Za-z_][\w-]*)[ \t]*\r?$/gm)) {
    const word = match[1] ?? ''
    const known = markers.get(word)
    if (known) known.push(match.index)
    else markers.set(word, [match.index])
  }
  return markers
}

/** The first of the ascending numbers that is not below `least`. */
const firstFrom = (numbers: readonly number[], least: number): number | undefined => {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return numbers[low]
}

export const lineEndAt = (text: string, at: number): number => {
  const newline = text.indexOf('\n', at)
  if (newline < 0) return text.length
  return newline > at && text[newline - 1] === '\r' ? newline - 1 : newline
}

export const createScanner = (text: string): Scanner => {
  let retries = maximumRetries
  let markers: ReadonlyMap<string, readonly number[]> | undefined
  let noCommentEndFrom = text.length

  /** To the first quote in the line that no backslash precedes, whatever stands before it. */
  const bounded = (from: number): number => {
    for (let at = from + 1; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (code === codes.backslash) at += 1
      if (code === codes.quote) return at + 1
      if (text.charCodeAt(at) === codes.newline) return lineEndAt(text, from)
    }
    return text.length
  }

  /** A string with interpolations, in which strings with interpolations may stand; null where it is left open. */
  const interpolated = (from: number): number | null => {
    // For each string around the place: how many brackets of an interpolation are open in it.
    const open = [0]
    let limit = text.length
    for (let at = from + 1; at < limit; at += 1) {
      const code = text.charCodeAt(at)
      const inner = open.length - 1
      const brackets = open[inner] ?? 0
      if (code === codes.newline) {
        if (brackets === 0) return null
        limit = Math.min(limit, from + maximumReach, at + retries)
      } else if (code === codes.quote) {
        if (brackets > 0) open.push(0)
        else open.pop()
        if (open.length === 0) return at + 1
        if (open.length > maximumNesting) return null
      } else if (brackets > 0) {
        if (code === codes.open || code === 40 || code === 91) open[inner] = brackets + 1
        if (code === 125 || code === 41 || code === 93) open[inner] = brackets - 1
      } else if (code === codes.backslash) {
        at += 1
      } else if ((code === codes.dollar || code === codes.percent) && text.charCodeAt(at + 1) === codes.open) {
        at += 1
        if (text.charCodeAt(at - 2) !== code) open[inner] = 1
      }
    }
    return null
  }

  const string = (from: number): number => {
    for (let at = from + 1; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (code === codes.quote) return at + 1
      if (code === codes.newline) return lineEndAt(text, from)
      if (code === codes.backslash) at += 1
      if (text.charCodeAt(at) === codes.newline) return lineEndAt(text, from)
      if ((code !== codes.dollar && code !== codes.percent) || text.charCodeAt(at + 1) !== codes.open) continue
      if (retries <= 0) return bounded(from)
      const end = interpolated(from)
      if (end !== null) return end
      const after = bounded(from)
      retries -= Math.max(100, after - from)
      return after
    }
    return text.length
  }

  const comment = (at: number): number => {
    const code = text.charCodeAt(at)
    if (code === codes.hash) return lineEndAt(text, at)
    if (code !== codes.slash) return at
    const next = text.charCodeAt(at + 1)
    if (next === codes.slash) return lineEndAt(text, at)
    if (next !== codes.star) return at
    const end = at + 2 >= noCommentEndFrom ? -1 : text.indexOf('*/', at + 2)
    if (end >= 0) return end + 2
    noCommentEndFrom = Math.min(noCommentEndFrom, at + 2)
    return lineEndAt(text, at)
  }

  const heredoc = (at: number): Heredoc | null => {
    heredocStart.lastIndex = at
    const match = heredocStart.exec(text)
    if (!match) return null
    const start = at + match[0].length
    markers ??= markersOf(text)
    const end = firstFrom(markers.get(match[2] ?? '') ?? [], start)
    return end === undefined ? null : { start, end, after: lineEndAt(text, end), indented: match[1] === '-' }
  }

  return { string, comment, heredoc }
}
