import type { RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { spanIn } from '@rolecall/shared/documents/locate.js'
import type { TextEdit } from '@rolecall/shared/text/edit.js'
import { ownMap } from './insert-entry.js'

/** Takes an attribute with a value on its own line out of a role of a role file; null where it shares lines in other ways. */
export const removeEntry = (document: RoleDocument, role: RoleSite, name: string): TextEdit | null => {
  const map = ownMap(document, role)
  const index = map?.entries.findIndex(({ key }) => key.text === name) ?? -1
  const entry = map?.entries[index]
  if (!map || !entry) return null
  const { source, start } = spanIn(document, entry.key)
  const { end } = spanIn(document, entry.value)
  const { text } = source
  const next = map.entries[index + 1]
  if (map.flow) return next ? { start, end: spanIn(document, next.key).start, text: '' } : null
  const from = text.lastIndexOf('\n', start - 1) + 1
  const lineEnd = text.indexOf('\n', end)
  const rest = lineEnd < 0 ? '' : text.slice(end, lineEnd)
  const alone = /^[ \t]*$/.test(text.slice(from, start)) && /^[ \t]*(?:#.*)?\r?$/.test(rest)
  return alone && lineEnd >= 0 ? { start: from, end: lineEnd + 1, text: '' } : null
}
