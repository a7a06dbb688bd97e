import { isPattern } from '@rolecall/shared/catalog/pattern.js'
import { keySpan } from '@rolecall/shared/documents/locate.js'
import { findRoleType, platformOf } from '@rolecall/shared/platforms/registry.js'
import type { Range } from '@rolecall/shared/text/range.js'
import { spanRange } from '@rolecall/shared/text/source.js'
import type { Hover } from 'vscode-languageserver'
import { cursorAt, isRoleFile } from '../cursor/cursor-at.js'
import { expectedAt } from '../cursor/expected.js'
import { permissionAt, roleAt } from '../cursor/role-at.js'
import type { Feature } from '../feature.js'
import { rangeIn } from '../state/indexed-source.js'
import { summaryOf } from '../state/role-summary.js'
import type { Opened } from '../state/workspace.js'
import { contentFor } from '../text/markdown.js'
import { patternText, permissionText, unknownText } from '../text/permission-text.js'
import { roleText } from '../text/role-text.js'

type Said = { readonly markdown: string; readonly range: Range }

const ofPermission = (opened: Opened, offset: number): Said | null => {
  const at = permissionAt(opened, offset)
  if (!at?.role.type || at.site.value === '') return null
  const { value, scope, content } = at.site
  const catalog = opened.rules.catalogOf(platformOf(at.role.type).key)
  const range = spanRange(content)
  if (isPattern(value)) return { markdown: patternText(value, catalog, scope), range }
  const permission = catalog.find(value)
  return { markdown: permission ? permissionText(permission, catalog) : unknownText(value, catalog), range }
}

const ofRole = ({ document, rules }: Opened, offset: number): Said | null => {
  const role = roleAt(document, offset)
  if (!role?.type) return null
  const span = keySpan(document, role)
  if (span.source !== document.source || offset < span.start || offset > span.end) return null
  const summary = summaryOf(role, rules.catalogOf(platformOf(role.type).key))
  return { markdown: roleText(role, summary, document.language !== 'typescript'), range: spanRange(span) }
}

/** In role files attributes and resource types are explained too; in code other servers do that. */
const ofKey = ({ document }: Opened, offset: number): Said | null => {
  const cursor = isRoleFile(document) ? cursorAt(document, offset) : null
  if (cursor?.at !== 'key' || cursor.start === cursor.end) return null
  const name = document.source.text.slice(cursor.start, cursor.end)
  const range = rangeIn(document.source, cursor.start, cursor.end)
  const expected = expectedAt(cursor)
  if (expected?.kind === 'attributes' && Object.hasOwn(expected.attributes, name)) {
    const attribute = expected.attributes[name]
    return attribute ? { markdown: attribute.description, range } : null
  }
  const type = expected?.kind === 'top' || expected?.kind === 'types' ? findRoleType(name) : null
  return type ? { markdown: `**${type.title}**\n\n${type.description}`, range } : null
}

/** Explains a permission, a pattern, a role or an attribute. */
export const hover: Feature = {
  capability: () => ({ hoverProvider: true }),
  start: ({ connection, client, workspace, answer }) => {
    connection.onHover(
      answer('hover', null, async ({ textDocument, position }): Promise<Hover | null> => {
        const opened = await workspace.opened(textDocument.uri)
        if (!opened) return null
        const offset = opened.document.source.offsetAt(position)
        const said = ofPermission(opened, offset) ?? ofRole(opened, offset) ?? ofKey(opened, offset)
        return said && { contents: contentFor(said.markdown, client), range: said.range }
      }),
    )
  },
}
