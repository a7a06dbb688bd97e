import type { ProblemCode } from '../model/problem.js'
import { isProblemCode } from '../model/problem.js'
import type { DocumentLanguage } from './language.js'
import type { Source } from './source.js'
import type { Span } from './span.js'

/** One `rolecall-ignore` comment. */
export type IgnoreComment = {
  /** For the whole file: `rolecall-ignore-file`. */
  readonly file: boolean
  /** The codes it names; none: all, which only a whole file may ask for. */
  readonly codes: readonly ProblemCode[]
  /** What it names that is no code. */
  readonly unknownCodes: readonly string[]
  /** Zero-based: the line whose problems it hides; for a whole file, where it stands. */
  readonly line: number
  readonly reason: string | null
  /** It may hide what is only seen where another file uses this line. */
  readonly elsewhere?: true
  /** The comment from `rolecall-ignore` on. */
  readonly start: number
  readonly end: number
}

const word = 'rolecall-ignore'

/** What follows the word, up to the end of the line: for the file or not, and the rest; null where it is another word. */
const readDirective = (text: string): { readonly file: boolean; readonly rest: string } | null => {
  const file = text.startsWith('-file')
  const rest = file ? text.slice('-file'.length) : text
  return rest === '' || rest.startsWith(' ') || rest.startsWith('\t') ? { file, rest: rest.trim() } : null
}

/** The line from an offset on, its end left out. */
const lineFrom = (text: string, start: number): Span => {
  const newline = text.indexOf('\n', start)
  const end = newline < 0 ? text.length : newline
  return { start, end: end > start && text[end - 1] === '\r' ? end - 1 : end }
}

/** Finds where the line below begins, comment lines left out. Comments that follow each other are about one line, looked for once. */
const createCodeBelow = (text: string, markers: readonly string[]): ((line: Span) => number) => {
  let known = { from: 0, below: -1 }
  return (above) => {
    if (known.from <= above.start && above.start < known.below) return known.below
    for (let line = above; ; ) {
      const newline = text.indexOf('\n', line.end)
      line = newline < 0 ? { start: text.length, end: text.length } : lineFrom(text, newline + 1)
      const code = text.slice(line.start, line.end).trimStart()
      if (newline >= 0 && markers.some((marker) => code.startsWith(marker))) continue
      known = { from: above.start, below: line.start }
      return line.start
    }
  }
}

const readCodes = (text: string): Pick<IgnoreComment, 'codes' | 'unknownCodes' | 'reason'> => {
  const dashes = text.search(/(^|\s)--(\s|$)/)
  const named = dashes < 0 ? text : text.slice(0, dashes)
  const reason =
    dashes < 0
      ? ''
      : text
          .slice(dashes)
          .replace(/^\s*--/, '')
          .trim()
  const words = named.split(/[\s,]+/).filter((name) => name !== '')
  return {
    codes: [...new Set(words.filter(isProblemCode))],
    unknownCodes: words.filter((name) => !isProblemCode(name)),
    reason: reason === '' ? null : reason,
  }
}

const isBlank = (character: string | undefined): boolean => character !== undefined && character.trim() === ''

/** How comments begin. `apart`: only behind white space. */
export type CommentStyle = { readonly markers: readonly string[]; readonly apart: boolean }

export const commentStyles: Readonly<Record<DocumentLanguage, CommentStyle>> = {
  yaml: { markers: ['#'], apart: true },
  json: { markers: ['//'], apart: false },
  jsonc: { markers: ['//'], apart: false },
  hcl: { markers: ['#', '//'], apart: false },
  'hcl-json': { markers: [], apart: false },
  typescript: { markers: ['//'], apart: false },
}

/** Where the comment begins whose first word stands at an offset; null where none does. */
const markerBefore = (text: string, start: number, at: number, { markers, apart }: CommentStyle): number | null => {
  let end = at
  while (end > start && isBlank(text[end - 1])) end -= 1
  const marker = markers.find(
    (candidate) => text.startsWith(candidate, end - candidate.length) && end - candidate.length >= start,
  )
  if (marker === undefined) return null
  const begin = end - marker.length
  return apart && begin > start && !isBlank(text[begin - 1]) ? null : begin
}

/**
 * The `rolecall-ignore` comments of a text: at the end of a line for that line, alone in a line for
 * the one below. `isText`: whether an offset stands inside a string, where no comment begins.
 */
export const findIgnores = (
  source: Source,
  style: CommentStyle,
  isText: (offset: number) => boolean,
): readonly IgnoreComment[] => {
  const { text } = source
  const { markers } = style
  const ignores: IgnoreComment[] = []
  const codeBelow = createCodeBelow(text, markers)
  let line = lineFrom(text, 0)
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at)) {
    if (at > line.end) line = lineFrom(text, text.lastIndexOf('\n', at) + 1)
    const from = at + word.length
    const marker = markerBefore(text, line.start, at, style)
    const directive = marker === null ? null : readDirective(text.slice(from, line.end))
    if (marker === null || !directive || isText(marker)) {
      at = from
      continue
    }
    const { file, rest } = directive
    const alone = !file && text.slice(line.start, marker).trim() === ''
    const target = alone ? codeBelow(line) : line.start
    const end = at + text.slice(at, line.end).trimEnd().length
    ignores.push({ file, ...readCodes(rest), line: source.positionAt(target).line, start: at, end })
    // The comment goes on to the end of the line.
    at = line.end
  }
  return ignores
}
