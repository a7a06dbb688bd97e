/** The keys above a line, by indentation alone. */

export type BlockPath = {
  /** Outermost first. */
  readonly path: readonly string[]
  /** The keys of the block that the line is in. */
  readonly siblings: readonly string[]
  readonly column: number
  /** The block is an item of a list. */
  readonly inItem: boolean
}

type Line = {
  /** Of the first character that is no space; a dash counts. */
  readonly indent: number
  readonly key: string | null
  /** Of the key, behind all dashes. */
  readonly column: number
}

const indentPattern = /^( *)((?:-[ \t]+)*)/
const keyPattern = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s#'"[\]{},&*!|>%@`][^#]*?))[ \t]*:(?=[ \t]|$)/

/** Null for lines that say nothing: blank ones and comments. */
const readLine = (text: string): Line | null => {
  if (/^[ \t]*(?:#|$)/.test(text)) return null
  const [, spaces = '', dashes = ''] = indentPattern.exec(text) ?? []
  const indent = spaces.length
  const column = indent + dashes.length
  const match = keyPattern.exec(text.slice(column))
  return { indent, column, key: match && (match[1] ?? match[2] ?? match[3] ?? '') }
}

/** No key is longer; what an expression does with a line of megabytes nobody should wait for. */
const longestLine = 2000

const lineText = (text: string, start: number): string => {
  const newline = text.indexOf('\n', start)
  const end = Math.min(newline < 0 ? text.length : newline, start + longestLine)
  return text.slice(start, text[end - 1] === '\r' ? end - 1 : end)
}

/** The column of what starts at `start` in the line at `line`; of the line's own key where that comes before. */
const ownColumn = (text: string, line: number, start: number): Line => {
  const read = readLine(lineText(text, line))
  if (!read || read.column > start - line) return { indent: start - line, column: start - line, key: null }
  return read
}

const keysBelow = (text: string, line: number, column: number): readonly string[] => {
  const keys: string[] = []
  for (let newline = text.indexOf('\n', line); newline >= 0; newline = text.indexOf('\n', newline + 1)) {
    const read = readLine(lineText(text, newline + 1))
    if (!read) continue
    if (read.indent < column) break
    if (read.column === column && read.key !== null) keys.push(read.key)
  }
  return keys
}

/**
 * `from`: nothing above it is looked at. `line`: where the line starts. `start`: where in it the
 * text begins that the path is wanted for.
 */
export const blockPath = (text: string, from: number, line: number, start: number): BlockPath => {
  const own = ownColumn(text, line, start)
  const path: string[] = []
  const siblings: string[] = []
  let { column } = own
  let dashed = own.indent < own.column
  let inItem = dashed
  if (dashed) column = own.indent
  let level = 0
  for (let end = line - 1; end >= from; ) {
    const begin = text.lastIndexOf('\n', end - 1) + 1
    const read = readLine(lineText(text, begin))
    end = begin - 1
    if (!read || begin < from) continue
    const isItem = read.indent < read.column
    if (read.key !== null && (read.column < column || (dashed && read.column === column && !isItem))) {
      path.unshift(read.key)
      level += 1
      dashed = isItem
      column = read.indent
      if (!isItem) column = read.column
    } else if (read.column === column && !dashed) {
      if (level === 0 && read.key !== null) siblings.push(read.key)
      if (isItem) {
        dashed = true
        inItem ||= level === 0
        column = read.indent
      }
    }
    if (column === 0 && !dashed) break
  }
  return { path, siblings: [...siblings, ...keysBelow(text, line, own.column)], column: own.column, inItem }
}
