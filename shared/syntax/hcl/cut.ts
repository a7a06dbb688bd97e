/** Cuts a Terraform file into its top-level blocks. */
import type { Span } from '../../text/span.js'
import type { Scanner } from './scan.js'
import { createScanner, lineEndAt } from './scan.js'

export type HclBlock = Span & {
  /** `resource`, `locals` and so on. */
  readonly word: string
  /** Something is left over behind it, so a bracket in it closes too much. */
  readonly stray: boolean
}

/** A block begins, wherever it stands. */
const header = /([A-Za-z_][\w-]*)(?:[ \t]*"[^"\n]*"|[ \t]+[A-Za-z_][\w-]*)*[ \t]*\{/y

/** In the first column these begin a block, even inside brackets: one of those was left open. */
const knownHeader =
  /(?:resource|data|ephemeral|action|variable|locals|output|module|provider|terraform|moved|import|removed|check)[ \t]*["{]/y

/** A role begins, but not as a block does. */
const brokenHeader = /resource[ \t]+"rolecall_/y

export type HclCut = {
  readonly blocks: readonly HclBlock[]
  /** Lines that should begin a block of ours, and do not. */
  readonly broken: readonly Span[]
}

const attribute = /[A-Za-z_][\w-]*[ \t]*=|[\]})]/y

const matches = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const isLetter = (code: number): boolean => code >= 97 && code <= 122

/** After the block whose body begins at `at`, just inside its bracket. */
const blockEnd = (text: string, from: number, scanner: Scanner): number => {
  let depth = 1
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === 10) {
      at += 1
      if (isLetter(text.charCodeAt(at)) && matches(knownHeader, text, at)) return at
    } else if (code === 34) {
      at = scanner.string(at)
    } else if (code === 35 || code === 47) {
      at = Math.max(at + 1, scanner.comment(at))
    } else if (code === 60) {
      at = scanner.heredoc(at)?.after ?? at + 1
    } else {
      at += 1
      if (code === 123 || code === 91 || code === 40) depth += 1
      if (code === 125 || code === 93 || code === 41) depth -= 1
      if (depth === 0) return at
    }
  }
  return at
}

const isSpace = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13 || code === 0xfeff

export const cutHcl = (text: string): HclCut => {
  const scanner = createScanner(text)
  const blocks: HclBlock[] = []
  const broken: Span[] = []
  let at = 0
  let follows = false
  while (at < text.length) {
    const past = scanner.comment(at)
    if (past > at || isSpace(text.charCodeAt(at))) {
      at = Math.max(past, at + 1)
      continue
    }
    const begin = matches(header, text, at)
    if (begin) {
      const end = blockEnd(text, at + begin[0].length, scanner)
      blocks.push({ start: at, end, word: begin[1] ?? '', stray: false })
      at = end
      follows = true
      continue
    }
    const last = blocks.at(-1)
    if (follows && last && matches(attribute, text, at)) blocks[blocks.length - 1] = { ...last, stray: true }
    follows = false
    const end = lineEndAt(text, at)
    if (matches(brokenHeader, text, at)) broken.push({ start: at, end })
    at = end + 1
  }
  return { blocks, broken }
}

/** The strings of a stretch of text, in which `#` begins no comment. */
export const stringsIn = (text: string, { start, end }: Span): readonly Span[] => {
  const scanner = createScanner(text)
  const strings: Span[] = []
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at)
    const heredoc = code === 60 ? scanner.heredoc(at) : null
    const after = code === 34 ? scanner.string(at) : (heredoc?.after ?? at)
    if (after > at) strings.push({ start: at, end: after })
    at = Math.max(at + 1, after, scanner.comment(at))
  }
  return strings
}
