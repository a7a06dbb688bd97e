import type { RoleFile } from '@rolecall/shared/documents/assemble.js'
import type { MapNode, Node } from '@rolecall/shared/syntax/node.js'
import { getLocation } from 'jsonc-parser'
import type { Cursor } from './cursor.js'
import { scanEnd } from './scan.js'

/** What is typed at the offset: between quotes, or as far as it goes without. */
const textAt = (
  text: string,
  offset: number,
  stringStart: number | null,
): Pick<Cursor, 'start' | 'end' | 'style' | 'open'> => {
  if (stringStart !== null) {
    return { start: stringStart + 1, style: 'double', ...scanEnd(text, offset, 'double', true) }
  }
  const start = offset - (/[^\s,[\]{}:"]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0].length ?? 0)
  const end = offset + (/^[^\s,[\]{}:"]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0)
  return { start, end, style: start === end ? 'empty' : 'plain', open: false }
}

const mapAt = (root: Node | null, path: readonly (string | number)[]): MapNode | null => {
  let node: Node | null | undefined = root
  for (const segment of path) {
    if (node?.kind === 'map') node = node.entries.findLast(({ key }) => key.text === segment)?.value
    else if (node?.kind === 'list' && typeof segment === 'number') node = node.items[segment]
    else return null
  }
  return node?.kind === 'map' ? node : null
}

/** In longer lines nobody writes comments, and the expression needs a stack as deep as the line is long. */
const longestLine = 5000

const isInComment = (text: string, offset: number): boolean => {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  return line.length < longestLine && /^(?:[^"/]|"(?:[^"\\]|\\.)*"|\/(?!\/))*\/\//.test(line)
}

type Token = { readonly offset: number; readonly length: number }

const isBehind = (text: string, { offset: start, length }: Token, offset: number): boolean => {
  const end = start + length
  const closed = length > 1 && text[end - 1] === '"'
  return offset > end || (closed && offset === end)
}

/** How far the line of an offset is indented. */
const indentAt = (text: string, offset: number): number => {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  return /^[ \t]*/.exec(text.slice(start, start + longestLine))?.[0].length ?? 0
}

export const jsonCursor = (document: RoleFile, offset: number): Cursor | null => {
  const { text } = document.source
  const root = document.parts[0]?.fragment.root ?? null
  // What was too deep to be parsed is too deep for this library's other functions as well: they recurse.
  if ((root === null && text.trim() !== '') || isInComment(text, offset)) return null
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset)
  // A key is a node of its own type.
  const string = previousNode?.type === 'string' || previousNode?.type === 'property' ? previousNode : null
  // Behind a string nothing can be typed until a comma or a colon.
  if (path.length === 0 || (string && isBehind(text, string, offset))) return null
  const typed = textAt(text, offset, string && string.offset < offset ? string.offset : null)
  const names = path.filter((segment): segment is string => typeof segment === 'string')
  const own = text.slice(typed.start, typed.end)
  const at = isAtPropertyKey ? 'key' : typeof path.at(-1) === 'number' ? 'item' : 'value'
  const colon = /^"?\s*:/.test(text.slice(typed.end, typed.end + 40))
  // A key that lacks its colon gets both, its closing quote and the colon.
  const closing = at === 'key' && typed.style === 'double' && !typed.open && !colon ? 1 : 0
  const keys = mapAt(root, path.slice(0, -1))?.entries.map(({ key }) => key.text) ?? []
  return {
    ...typed,
    end: typed.end + closing,
    path: at === 'key' ? names.slice(0, -1) : names,
    at,
    flow: true,
    colon,
    lead: '',
    siblings: at === 'key' ? keys.filter((name) => name !== own && name !== '') : [],
    column: indentAt(text, typed.start),
    inItem: true,
  }
}
