import type { RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { keySpan, resolverOf, spanIn } from '@rolecall/shared/documents/locate.js'
import type { MapNode } from '@rolecall/shared/syntax/node.js'
import type { TextEdit } from '@rolecall/shared/text/edit.js'

/** `value`: as it is written in the language. */
export type NewEntry = { readonly key: string; readonly value: string }

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1

const lineEndOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n')

/** The role's own map; null where it has none, or has it from an alias. */
export const ownMap = (document: RoleDocument, role: RoleSite): MapNode | null => {
  const node = resolverOf(document, role).follow(role.value)
  return node?.kind === 'map' && node === role.value ? node : null
}

/** Below a key that has nothing yet. */
const insertBelow = (document: RoleDocument, role: RoleSite, written: string): TextEdit | null => {
  const isEmpty = role.value.kind === 'scalar' && role.value.style === 'empty'
  if (!isEmpty || document.language !== 'yaml') return null
  const { source, start, end } = keySpan(document, role)
  const colon = /^["']?[ \t]*:/.exec(source.text.slice(end, end + 100))
  if (!colon) return null
  const indent = /^[ \t]*/.exec(source.text.slice(lineStart(source.text, start), start))?.[0] ?? ''
  const at = end + colon[0].length
  return { start: at, end: at, text: `${lineEndOf(source.text)}${indent}  ${written}` }
}

/**
 * Writes an attribute into a role of a role file, before the others: that is safe whatever the last
 * one looks like, be it a block scalar, a comment or half a line.
 */
export const insertEntry = (document: RoleDocument, role: RoleSite, { key, value }: NewEntry): TextEdit | null => {
  const map = ownMap(document, role)
  const written = document.language === 'yaml' ? `${key}: ${value}` : `${JSON.stringify(key)}: ${value}`
  if (!map) return insertBelow(document, role, written)
  const [first] = map.entries
  if (!first) {
    const at = spanIn(document, map).start + 1
    return { start: at, end: at, text: ` ${written} ` }
  }
  const { source, start } = spanIn(document, first.key)
  const lead = source.text.slice(lineStart(source.text, start), start)
  const ownLine = /^[ \t]*$/.test(lead)
  if (!map.flow && !ownLine) return null
  return { start, end: start, text: `${written}${map.flow ? ',' : ''}${ownLine ? lineEndOf(source.text) + lead : ' '}` }
}
