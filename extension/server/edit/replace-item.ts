import type { PermissionSite } from '@rolecall/shared/documents/document.js'
import { removeItem } from '@rolecall/shared/fix/remove-item.js'
import type { TextEdit } from '@rolecall/shared/text/edit.js'
import type { Language } from './scalar.js'
import { writeScalar } from './scalar.js'

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1

const lineEndAt = (text: string, at: number): number => {
  const newline = text.indexOf('\n', at)
  if (newline < 0) return text.length
  return text[newline - 1] === '\r' ? newline - 1 : newline
}

/** A permission as an item of the list that a site stands in: in its quotes, and in an object like its own. */
const written = (value: string, { style, flow, whole, element }: PermissionSite, language: Language): string => {
  const around = [whole.source.text.slice(element.start, whole.start), whole.source.text.slice(whole.end, element.end)]
  const quote = { single: "'", double: '"', template: '`', plain: '', empty: '', block: '' }[style]
  const { before, text, after } = writeScalar(value, { language, style, flow }, false)
  return around.join(quote === '' ? before + text + after : quote + text + quote)
}

/** Puts other permissions in the place of one; null where the list cannot take them. */
export const replaceItem = (
  site: PermissionSite,
  values: readonly string[],
  language: Language,
): readonly TextEdit[] | null => {
  const { source, start, end } = site.element
  const { text } = source
  const [first, ...rest] = values
  if (first === undefined) {
    const edit = removeItem(site)
    return edit && [edit]
  }
  const own: TextEdit = { start, end, text: written(first, site, language) }
  if (rest.length === 0) return [own]
  const from = lineStart(text, start)
  const lead = text.slice(from, start)
  const lineBreak = text.slice(lineEndAt(text, end), lineEndAt(text, end) + 2).startsWith('\r\n') ? '\r\n' : '\n'
  const others = rest.map((value) => written(value, site, language))
  if (site.flow) {
    const separator = /^[ \t]*$/.test(lead) && from > 0 ? `,${lineBreak}${lead}` : ', '
    return [{ ...own, text: [own.text, ...others].join(separator) }]
  }
  if (!/^[ \t]*-[ \t]+$/.test(lead)) return null
  const at = lineEndAt(text, end)
  return [own, { start: at, end: at, text: others.map((item) => `${lineBreak}${lead}${item}`).join('') }]
}
