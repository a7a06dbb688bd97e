/** From a cursor to the list of permissions it stands in, in any language. */

import type { PermissionSite, RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { locate, resolverOf, spanIn } from '@rolecall/shared/documents/locate.js'
import { permissionLists, permissionSites, scopeOf } from '@rolecall/shared/documents/permission-site.js'
import type { PermissionType } from '@rolecall/shared/model/attribute.js'
import type { Path, RoleType } from '@rolecall/shared/model/role.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import type { ListNode } from '@rolecall/shared/syntax/node.js'
import { itemsOf } from '@rolecall/shared/syntax/view.js'
import type { Cursor } from '../cursor/cursor.js'
import { cursorAt, isRoleFile } from '../cursor/cursor-at.js'
import { expectedAt } from '../cursor/expected.js'
import { permissionAt, roleAt, roleBefore } from '../cursor/role-at.js'
import { leadAt, scanEnd } from '../cursor/scan.js'
import type { ScalarPlace } from '../edit/scalar.js'
import type { Rules } from '../state/rules.js'
import type { Opened } from '../state/workspace.js'
import type { ListPlace } from './candidates.js'
import { beginsItem, commaBefore } from './item-place.js'

/** A permission that is being typed. */
export type Typing = ListPlace &
  ScalarPlace & {
    readonly platform: string
    /** What an accepted entry replaces. */
    readonly start: number
    readonly end: number
    readonly open: boolean
    /** What has to stand before the text to make it an item of the list: `- `, a space, or nothing. */
    readonly lead: string
    /** What has to stand behind it: a comma, or nothing. */
    readonly trail: string
  }

const sameList = (one: Path, other: Path): boolean =>
  one.length === other.length && one.every((segment, index) => index === one.length - 1 || segment === other[index])

/** What the list at `path` holds besides what stands at an offset of a file. */
const listedBeside = (
  document: RoleDocument,
  role: RoleSite,
  path: Path,
  file: string,
  offset: number,
): ReadonlySet<string> =>
  new Set(
    permissionSites(document, role)
      .filter(({ path: other, content }) => {
        const own = content.source.file === file && content.start <= offset && offset <= content.end
        return sameList(path, other) && !own
      })
      .map(({ value }) => value),
  )

const isQuoted = ({ style }: PermissionSite): boolean =>
  style === 'single' || style === 'double' || style === 'template'

/** An open quote may have taken what follows it for its text: only what is typed at the cursor is replaced. */
const endOf = (site: PermissionSite, offset: number): { readonly end: number; readonly open: boolean } => {
  const open = isQuoted(site) && site.content.end === site.whole.end
  if (!open) return { end: site.content.end, open: false }
  const { end } = scanEnd(site.content.source.text, offset, 'double', true)
  return { end: Math.min(Math.max(end, offset), site.content.end), open: true }
}

const isOneLine = (text: string, start: number, end: number): boolean => !/[\r\n]/.test(text.slice(start, end))

const inSite = (opened: Opened, offset: number): Typing | null => {
  const { document, rules } = opened
  const at = permissionAt(opened, offset)
  if (!at?.role.type || at.site.style === 'block') return null
  const { role, site } = at
  const { start } = site.content
  const { end, open } = endOf(site, offset)
  if (!isOneLine(document.source.text, start, end)) return null
  const platform = platformOf(at.role.type)
  return {
    platform: platform.key,
    catalog: rules.catalogOf(platform.key),
    scope: site.scope,
    patterns: site.patterns,
    listed: listedBeside(at.document, role, site.path, document.source.file, offset),
    language: document.language,
    style: site.style,
    flow: site.flow,
    start,
    end,
    open,
    lead: document.language === 'yaml' ? leadAt(document.source.text, start) : '',
    trail: '',
  }
}

const besideCursor = (
  document: RoleDocument,
  role: RoleSite | null,
  names: readonly string[],
  cursor: Cursor,
): ReadonlySet<string> =>
  role ? listedBeside(document, role, [...names, 0], document.source.file, cursor.start) : new Set()

/** In a role file the text around tells, also where nothing is written yet. */
const inRoleFile = (document: RoleDocument, rules: Rules, cursor: Cursor): Typing | null => {
  const expected = expectedAt(cursor)
  if (expected?.kind !== 'value') return null
  // `permissions:` with nothing but the cursor below it: the first item is on its way.
  const isFirst = !expected.asItem && expected.type.kind === 'set'
  const type = isFirst && expected.type.kind === 'set' ? expected.type.element : expected.type
  if (type.kind !== 'permission') return null
  const line = document.source.text.lastIndexOf('\n', cursor.start - 1) + 1
  const alone = /^[ \t]*$/.test(document.source.text.slice(line, cursor.start))
  if (isFirst && (cursor.flow || !alone || document.language !== 'yaml')) return null
  const role = roleBefore(document, cursor.start)
  const own = role && role.role.key === cursor.path[1] ? role : null
  const platform = platformOf(expected.role)
  return {
    platform: platform.key,
    catalog: rules.catalogOf(platform.key),
    scope: own ? scopeOf(type, own) : typeof type.scope === 'string' ? type.scope : null,
    patterns: true,
    listed: besideCursor(document, own, cursor.path.slice(2), cursor),
    language: document.language,
    style: cursor.style,
    flow: cursor.flow,
    start: cursor.start,
    end: cursor.end,
    open: cursor.open,
    lead: isFirst ? '- ' : cursor.lead,
    trail: '',
  }
}

type EmptyPlace = {
  readonly type: RoleType
  readonly list: ListNode
  readonly permission: PermissionType
  readonly path: Path
}

/** A list in brackets around the offset, in which nothing stands at it. */
const emptyPlace = (document: RoleDocument, role: RoleSite, offset: number): EmptyPlace | null => {
  if (!role.type) return null
  for (const { path, type } of permissionLists(role.type.attributes)) {
    const { node } = locate(document, role, path)
    if (node?.kind !== 'list' || !node.flow) continue
    const span = spanIn(document, node)
    const inside = span.source === document.source && span.start < offset && offset <= span.end
    if (!inside || (offset === span.end && /[\])]/.test(document.source.text.charAt(offset - 1)))) continue
    const taken = itemsOf(node, true, resolverOf(document, role)).some(({ use }) => {
      const item = spanIn(document, use)
      return item.source === document.source && item.start < offset && offset < item.end
    })
    return taken ? null : { type: role.type, list: node, permission: type, path }
  }
  return null
}

/** In code only a place between the items of a literal list is one. */
const inCode = (document: RoleDocument, rules: Rules, offset: number): Typing | null => {
  const role = roleAt(document, offset)
  const place = role && emptyPlace(document, role, offset)
  const { text } = document.source
  if (!role || !place || !beginsItem(document, spanIn(document, place.list).start, offset)) return null
  const platform = platformOf(place.type)
  return {
    platform: platform.key,
    catalog: rules.catalogOf(platform.key),
    scope: scopeOf(place.permission, role),
    patterns: role.patterns?.mayStandAt([...place.path, 0]) ?? true,
    listed: listedBeside(document, role, [...place.path, 0], document.source.file, offset),
    language: document.language,
    style: 'empty',
    flow: true,
    start: offset,
    end: offset,
    open: false,
    lead: '',
    trail: commaBefore(text, offset),
  }
}

export const typingAt = (opened: Opened, offset: number): Typing | null => {
  const { document, rules } = opened
  const site = inSite(opened, offset)
  if (site) return site
  if (!isRoleFile(document)) return inCode(document, rules, offset)
  const cursor = cursorAt(document, offset)
  return cursor && inRoleFile(document, rules, cursor)
}
