import { createScanner } from 'jsonc-parser'
import type { Span } from '../../text/span.js'
import { isClosed } from '../quote.js'

type Token = Span & { readonly first: string }

const none: Token = { start: 0, end: 0, first: '' }

const closing: Readonly<Record<string, string>> = { '[': ']', '{': '}' }

/**
 * Closes lists and maps that were left open, so that half a line does not swallow the roles below:
 * before a bracket of the other kind, and before `"key":` in a list. White space gives way to the
 * brackets, all else keeps its place. `closed`: where something was open.
 */
export const closeBrackets = (text: string): { readonly text: string; readonly closed: readonly Span[] } => {
  const scanner = createScanner(text, true)
  const open: string[] = []
  const closed: Span[] = []
  const pieces: string[] = []
  let written = 0
  let before = none
  let last = none

  /** A string without its closing quote needs its line end. */
  const openLineEnd = ({ start, end, first }: Token): number =>
    first !== '"' || isClosed(text, start, end) ? 0 : (/^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0)

  const write = (brackets: string, after: Token): void => {
    const at = after.first === ',' ? after.start : after.end + openLineEnd(after)
    const room = text.slice(at, at + brackets.length)
    if (at < written || room.length < brackets.length || !/^,?\s*$/.test(room)) return
    pieces.push(text.slice(written, at), brackets)
    written = at + brackets.length
    closed.push({ start: after.start, end: after.end })
  }

  const close = (bracket: string): void => {
    const from = open.lastIndexOf(bracket)
    if (from < 0) return
    const inner = open.splice(from).slice(1)
    if (inner.length > 0)
      write(
        inner
          .map((left) => closing[left] ?? '')
          .reverse()
          .join(''),
        last,
      )
  }

  for (;;) {
    scanner.scan()
    const start = scanner.getTokenOffset()
    // Not by its length: after an open comment, the end of the text is one character long.
    if (start >= text.length) break
    const token: Token = { start, end: start + scanner.getTokenLength(), first: text.charAt(start) }
    if (token.first === '[' || token.first === '{') open.push(token.first)
    if (token.first === ']') close('[')
    if (token.first === '}') close('{')
    if (token.first === ':' && last.first === '"' && open.at(-1) === '[') {
      open.pop()
      write('],', before)
    }
    before = last
    last = token
  }
  return closed.length === 0 ? { text, closed } : { text: pieces.join('') + text.slice(written), closed }
}
