/** Reads a few lines of YAML up to the cursor, brackets and quotes in them. Nothing is ever too broken for it. */
import type { ScalarStyle } from '@rolecall/shared/syntax/node.js'

type Bracket = '[' | '{'

export type OpenBracket = {
  readonly bracket: Bracket
  /** The key that the bracket is the value of. */
  readonly key: string | null
  /** The keys read inside so far. */
  readonly keys: string[]
}

export type Scan = {
  readonly levels: readonly OpenBracket[]
  /** The key whose value the cursor is in. */
  readonly key: string | null
  /** The cursor follows `- `. */
  readonly dash: boolean
  /** What is being typed: where it starts, behind its quote. */
  readonly start: number
  readonly style: Extract<ScalarStyle, 'plain' | 'single' | 'double'>
}

type Token = { start: number; style: Scan['style'] | null; text: string }

const isBlank = (character: string): boolean =>
  character === ' ' || character === '\t' || character === '\n' || character === '\r' || character === ''

/** Null inside a comment and behind a quoted string. `from` is the start of a line or a bracket. */
export const scanTo = (text: string, from: number, offset: number): Scan | null => {
  const levels: OpenBracket[] = []
  let key: string | null = null
  let dash = false
  let token: Token = { start: from, style: null, text: '' }

  const reset = (at: number): void => {
    token = { start: at, style: null, text: '' }
  }
  const take = (): string => (token.style === 'plain' ? token.text.trim() : token.text)
  const setKey = (): void => {
    key = take()
    levels.at(-1)?.keys.push(key)
  }

  for (let at = from; at < offset; at += 1) {
    const character = text.charAt(at)
    const next = at + 1 < text.length ? text.charAt(at + 1) : ''
    const inFlow = levels.length > 0
    if (token.style === null || token.style === 'plain') {
      if (character === '#' && (at === from || isBlank(text.charAt(at - 1)))) {
        const end = text.indexOf('\n', at)
        if (end < 0 || end >= offset) return null
        at = end
        reset(at + 1)
        continue
      }
      if (character === '\n') {
        reset(at + 1)
        if (!inFlow) key = null
        continue
      }
      const ends = character === ':' && (isBlank(next) || (inFlow && ',]}'.includes(next)))
      if (ends && token.style !== null && !(inFlow && levels.at(-1)?.bracket === '[')) {
        setKey()
        reset(at + 1)
        continue
      }
      if (inFlow && (character === ',' || character === ']' || character === '}')) {
        if (character === ',') key = null
        else key = levels.pop()?.key ?? null
        reset(at + 1)
        continue
      }
    }
    if (token.style === null) {
      if (isBlank(character)) {
        token.start = at + 1
        continue
      }
      if (character === '[' || character === '{') {
        levels.push({ bracket: character, key, keys: [] })
        key = null
        reset(at + 1)
        continue
      }
      if (character === '-' && isBlank(next) && !inFlow) {
        dash = true
        key = null
        reset(at + 1)
        continue
      }
      if (character === '"' || character === "'")
        token = { start: at + 1, style: character === '"' ? 'double' : 'single', text: '' }
      else token = { start: at, style: 'plain', text: character }
      continue
    }
    if (token.style === 'plain') {
      token.text += character
      continue
    }
    const quote = token.style === 'double' ? '"' : "'"
    if (character === '\\' && token.style === 'double') {
      token.text += next
      at += 1
    } else if (character === quote && character === "'" && next === quote) {
      token.text += quote
      at += 1
    } else if (character === quote) {
      const colon = /^[ \t]*:/.exec(text.slice(at + 1, at + 80))
      if (colon && at + colon[0].length < offset) {
        setKey()
        at += colon[0].length
        reset(at + 1)
      } else if (at + 1 <= offset) {
        // Behind the closing quote nothing can be typed until a comma or a line end.
        const rest = text.slice(at + 1, offset)
        const stop = rest.search(inFlow ? /[,\]}\n]/ : /\n/)
        if (stop < 0) return null
        at += stop
        reset(at + 1)
      }
    } else token.text += character
  }
  return { levels, key, dash, start: Math.min(token.start, offset), style: token.style ?? 'plain' }
}

/** `-` and `:` mean something only before a space: what is written directly behind them needs one. */
export const leadAt = (text: string, start: number): string => ('-:'.includes(text.charAt(start - 1) || ' ') ? ' ' : '')

/** Where what is typed ends, on the same line. */
export const scanEnd = (
  text: string,
  offset: number,
  style: Scan['style'],
  flow: boolean,
): { readonly end: number; readonly open: boolean } => {
  const newline = text.indexOf('\n', offset)
  const lineEnd = newline < 0 ? text.length : newline
  const line = text.slice(offset, text.charAt(lineEnd - 1) === '\r' && lineEnd > offset ? lineEnd - 1 : lineEnd)
  if (style === 'plain') {
    const stop = line.search(flow ? /[,\]}]|:(?=[\s,\]}]|$)|\s#/ : /:(?=\s|$)|\s#/)
    return { end: offset + (stop < 0 ? line : line.slice(0, stop)).trimEnd().length, open: false }
  }
  const closing = style === 'double' ? /^(?:[^"\\]|\\.)*?(?=")/ : /^(?:[^']|'')*?(?='(?!'))/
  const inside = closing.exec(line)
  if (inside) return { end: offset + inside[0].length, open: false }
  // Without a closing quote the rest of the line is not part of it.
  return { end: offset + (/^[^\s,\]})'"]*/.exec(line)?.[0].length ?? 0), open: true }
}
