import { getLocation } from 'jsonc-parser'
import type { RoleFile } from '@rolecall/shared/documents/assemble.js'
import type { MapNode, Node } from '@rolecall/shared/documents/node.js'
import type { Cursor } from './cursor.js'
import { scanEnd } from './scan.js'

/** What is typed at the offset: between quotes, or as far as it goes without. */
const textAt = (text: string, offset: number, stringStart: number | null): Pick<Cursor, 'start' | 'end' | 'style' | 'open'> => {
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

export const jsonCursor = (document: RoleFile, offset: number): Cursor | null => {
  const { text } = document.source
  const root = document.parts[0]?.fragment.root ?? null
  // What was too deep to be parsed is too deep for this library's other functions as well: they recurse.
  if ((root === null && text.trim() !== '') || isInComment(text, offset)) return null
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset)
  const inString = previousNode?.type === 'string' && previousNode.offset < offset
  // Behind its closing quote a string is finished.
  const finished = inString && offset >= previousNode.offset + previousNode.length && text[offset - 1] === '"' && previousNode.length > 1
  if (finished || path.length === 0) return null
  const typed = textAt(text, offset, inString ? previousNode.offset : null)
  const names = path.filter((segment): segment is string => typeof segment === 'string')
  const own = text.slice(typed.start, typed.end)
  const at = isAtPropertyKey ? 'key' : typeof path.at(-1) === 'number' ? 'item' : 'value'
  const keys = mapAt(root, path.slice(0, -1))?.entries.map(({ key }) => key.text) ?? []
  return {
    ...typed,
    path: at === 'key' ? names.slice(0, -1) : names,
    at,
    flow: true,
    colon: /^"?\s*:/.test(text.slice(typed.end, typed.end + 40)),
    siblings: at === 'key' ? keys.filter((name) => name !== own && name !== '') : [],
    column: 0,
    inItem: true,
  }
}
