/**
 * Cuts a YAML role file into pieces that can be parsed alone: section headers, roles, and whole
 * top-level entries. One pass over the lines; nothing but indentation decides, because YAML ends
 * every quoted, plain, block and flow value at a line that is not indented deeper than its key.
 * What that does not cover (`? key`, `<<` between roles, a document in brackets) stays uncut.
 */

import type { Conflicts } from '../../text/conflicts.js'
import { findConflicts } from '../../text/conflicts.js'
import type { Span } from '../../text/span.js'

export type Piece = {
  /** `whole`: a document that cannot be cut. */
  readonly kind: 'whole' | 'entry' | 'header' | 'role'
  readonly start: number
  readonly end: number
  /** The top-level key above a header or a role. */
  readonly section: string | null
  /** The role stands further left than the roles before it. */
  readonly outdented: boolean
}

export type Cut = Conflicts & {
  readonly pieces: readonly Piece[]
  /** `---` lines that start a second document. */
  readonly separators: readonly Span[]
  /** Every line was taken for what its indentation says: a next cut may begin and end anywhere. */
  readonly regular: boolean
}

/** Where to go on in a text that is cut already up to there. */
export type Resume = {
  readonly from: number
  /** The section `from` stands in, and the column of the role before it (-1: none). */
  readonly section: string | null
  readonly column: number
  /** Whether a piece is known, with all that follow. */
  readonly isKnown: (piece: Piece) => boolean
}

const codes = { tab: 9, newline: 10, carriageReturn: 13, space: 32, hash: 35, percent: 37, minus: 45, question: 63 }
const closers = new Set(['}', ']'])
const uncutStarts = new Set(['{', '[', '&', '!', '*', '|', '>', '@', '%', '`'])
const keyLine = /^(?:"([^"\\]*)"|'([^']*)'|([A-Za-z_$][\w$.-]*))[ \t]*(?::(?:[ \t]+(.*))?)?$/
export const byteOrderMark = '\uFEFF'

/** What may stand before a key; so does a byte order mark, which is part of the key there. */
const properties = new Set(['&', '!', '*', byteOrderMark])

const isBlankCode = (code: number): boolean =>
  Number.isNaN(code) ||
  code === codes.space ||
  code === codes.tab ||
  code === codes.newline ||
  code === codes.carriageReturn

/** `-` or `?` where it introduces a list item or a key. */
const isIndicator = (text: string, at: number, code: number): boolean =>
  text.charCodeAt(at) === code && isBlankCode(text.charCodeAt(at + 1))

const isMergeKey = (text: string, at: number): boolean => /^<<[ \t]*:/.test(text.slice(at, at + 8))

const isMarker = (text: string, at: number, marker: string): boolean =>
  text.startsWith(marker, at) && isBlankCode(text.charCodeAt(at + marker.length))

/** Whether a top-level key holds no roles. */
export type IsReserved = (key: string) => boolean

type Header = { readonly key: string; readonly opensSection: boolean }

const headerOf = (line: string, isReserved: IsReserved): Header | null => {
  const match = keyLine.exec(line)
  if (!match) return null
  const key = match[1] ?? match[2] ?? match[3] ?? ''
  const rest = match[4] ?? ''
  return { key, opensSection: !isReserved(key) && (rest === '' || rest.startsWith('#')) }
}

type Open = { -readonly [Property in keyof Piece]: Piece[Property] }

/** The state of one cut. `false` from `line` means: the document cannot be cut. */
const createCutter = (text: string, resume: Resume | null, isReserved: IsReserved) => {
  const pieces: Open[] = []
  let open: Open | null = null
  let header = resume?.section == null ? null : { index: -1, key: resume.section }
  let roleIndent = resume?.column ?? -1

  const close = (at: number): void => {
    if (open) open.end = at
    open = null
  }
  const begin = (kind: Piece['kind'], start: number, section: string | null, outdented = false): void => {
    close(start)
    open = { kind, start, end: start, section, outdented }
    pieces.push(open)
  }
  /** Takes the roles cut so far back into one piece with their header. */
  const uncut = (): boolean => {
    const top = header && pieces[header.index]
    if (!header || !top) return false
    pieces.length = header.index + 1
    top.kind = 'entry'
    open = top
    header = null
    return true
  }

  const topLine = (start: number, end: number): boolean => {
    const first = text[start] ?? ''
    if (closers.has(first)) return pieces.length > 0
    if (isIndicator(text, start, codes.minus)) {
      if (header && roleIndent < 0) return uncut()
      if (!open || header) begin('entry', start, null)
      header = null
      return true
    }
    if (isIndicator(text, start, codes.question) || isMergeKey(text, start)) return false
    if (properties.has(first) || (pieces.length === 0 && uncutStarts.has(first))) return false
    const found = headerOf(text.slice(start, end), isReserved)
    if (!found?.opensSection) {
      begin('entry', start, null)
      header = null
      return true
    }
    begin('header', start, found.key)
    header = { index: pieces.length - 1, key: found.key }
    roleIndent = -1
    return true
  }

  const roleLine = (start: number, indent: number): boolean => {
    if (!open && !header) {
      if (pieces.length === 0) return false
      begin('entry', start, null)
      return true
    }
    if (!header) return true
    const at = start + indent
    const first = text[at] ?? ''
    if (roleIndent >= 0 && (indent > roleIndent || closers.has(first) || isIndicator(text, at, codes.minus)))
      return true
    const uncuttable = isIndicator(text, at, codes.question) || isMergeKey(text, at) || properties.has(first)
    if (uncuttable || (roleIndent < 0 && (uncutStarts.has(first) || isIndicator(text, at, codes.minus)))) return uncut()
    begin('role', start, header.key, roleIndent >= 0 && indent < roleIndent)
    roleIndent = indent
    return true
  }

  return {
    pieces,
    begun: () => pieces.length > 0,
    /** A line that tabs indent belongs to what stands above it. */
    stray: (start: number): void => {
      if (!open && !header) begin('entry', start, null)
    },
    line: (start: number, indent: number, end: number): boolean =>
      indent === 0 ? topLine(start, end) : roleLine(start, indent),
    separate: (at: number): void => {
      close(at)
      header = null
    },
    finish: (at: number): void => close(at),
  }
}

const lineEnd = (text: string, newline: number): number =>
  text.charCodeAt(newline - 1) === codes.carriageReturn ? newline - 1 : newline

/** Cuts a text, or goes on with a cut; null where that cannot be done without what stands before. */
const cutFrom = (text: string, resume: Resume | null, isReserved: IsReserved): Cut | null => {
  const cutter = createCutter(text, resume, isReserved)
  const conflicts = findConflicts(text)
  const markerLines = new Set(conflicts.markers.map(({ start }) => start))
  const separators: Span[] = []
  const begin = resume?.from ?? (text.startsWith(byteOrderMark) ? 1 : 0)
  let started = resume !== null
  let ended: Span | null = null

  for (let start = begin; start < text.length; ) {
    const found = text.indexOf('\n', start)
    const newline = found < 0 ? text.length : found
    let at = start
    while (text.charCodeAt(at) === codes.space) at += 1
    const code = text.charCodeAt(at)
    const line = { start, end: lineEnd(text, newline) }
    start = newline + 1
    if (at >= line.end || code === codes.hash) continue
    if (code === codes.tab) {
      if (/^[ \t]*[^ \t#]/.test(text.slice(at, line.end))) cutter.stray(line.start)
      continue
    }
    if (at === line.start && markerLines.has(at)) continue
    if (at === line.start && (isMarker(text, at, '---') || isMarker(text, at, '...'))) {
      const more = !/^[ \t]*(#.*)?$/.test(text.slice(at + 3, line.end))
      if (!cutter.begun() && (code !== codes.minus || more)) return null
      if (more || (code === codes.minus && (started || cutter.begun()))) separators.push(line)
      else if (code !== codes.minus) ended = line
      started = true
      cutter.separate(line.start)
      continue
    }
    if (code === codes.percent && at === line.start) {
      if (!cutter.begun()) return null
      // A directive for a document that does not follow.
      if (ended) continue
    }
    if (ended) separators.push(ended)
    ended = null
    if (!cutter.line(line.start, at - line.start, line.end)) return null
    const newest = cutter.pieces.at(-1)
    if (!resume || newest?.start !== line.start || !resume.isKnown(newest)) continue
    cutter.pieces.pop()
    break
  }

  cutter.finish(text.length)
  const regular = conflicts.markers.length === 0 && separators.length === 0 && !ended
  return { ...conflicts, pieces: cutter.pieces, separators, regular }
}

export const cutYaml = (text: string, isReserved: IsReserved): Cut => {
  const cut = cutFrom(text, null, isReserved)
  if (cut) return cut
  const piece: Piece = { kind: 'whole', start: 0, end: text.length, section: null, outdented: false }
  return { ...findConflicts(text), pieces: [piece], separators: [], regular: false }
}

/** Cuts the middle of a text; null where only a cut of the whole text can tell. */
export const resumeCut = (text: string, resume: Resume, isReserved: IsReserved): Cut | null => {
  const cut = cutFrom(text, resume, isReserved)
  return cut?.regular ? cut : null
}
