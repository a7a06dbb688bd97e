/** From a cursor to the list of permissions it stands in, in any language. */

import type { PermissionSite, RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { locate, resolverOf, spanIn } from '@rolecall/shared/documents/locate.js'
import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import type { PermissionPlace } from '@rolecall/shared/model/permission-places.js'
import { permissionPlaces, scopeOf } from '@rolecall/shared/model/permission-places.js'
import type { Path, RoleType } from '@rolecall/shared/model/role.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import type { ListNode } from '@rolecall/shared/syntax/node.js'
import { itemsOf } from '@rolecall/shared/syntax/view.js'
import type { Cursor } from '../cursor/cursor.js'
import { cursorAt, isRoleFile } from '../cursor/cursor-at.js'
import type { Expected } from '../cursor/expected.js'
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

const isSame = (one: Path, other: Path): boolean =>
  one.length === other.length && one.every((segment, index) => segment === other[index])

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
      .filter(({ list, content }) => {
        const own = content.source.file === file && content.start <= offset && offset <= content.end
        return isSame(path, list) && !own
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
    listed: listedBeside(at.document, role, site.list, document.source.file, offset),
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
  list: Path,
  cursor: Cursor,
): ReadonlySet<string> => (role ? listedBeside(document, role, list, document.source.file, cursor.start) : new Set())

type Asked = {
  readonly place: PermissionPlace /** The first item, of which nothing is there yet. */
  readonly first: boolean
}

/** The permission that a role file wants at a cursor. */
const askedAt = (cursor: Cursor, expected: Extract<Expected, { kind: 'value' }>): Asked | null => {
  const names = cursor.path.slice(2)
  for (const place of permissionPlaces(expected.role)) {
    const { path, attribute } = place
    if (attribute !== null && isSame([...path, attribute], names)) return { place, first: false }
    if (attribute === null && isSame(path, names)) return { place, first: !expected.asItem }
  }
  return null
}

/** In a role file the text around tells, also where nothing is written yet. */
const inRoleFile = (document: RoleDocument, rules: Rules, cursor: Cursor): Typing | null => {
  const expected = expectedAt(cursor)
  if (expected?.kind !== 'value') return null
  const asked = askedAt(cursor, expected)
  if (!asked) return null
  // `permissions:` with nothing but the cursor below it: the first item is on its way.
  const { place, first: isFirst } = asked
  const line = document.source.text.lastIndexOf('\n', cursor.start - 1) + 1
  const alone = /^[ \t]*$/.test(document.source.text.slice(line, cursor.start))
  if (isFirst && (cursor.flow || !alone || document.language !== 'yaml')) return null
  const role = roleBefore(document, cursor.start)
  const own = role && role.role.key === cursor.path[1] ? role : null
  const platform = platformOf(expected.role)
  return {
    platform: platform.key,
    catalog: rules.catalogOf(platform.key),
    scope: scopeOf(place, expected.role, own?.role.attributes ?? {}),
    patterns: true,
    listed: besideCursor(document, own, place.path, cursor),
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
  readonly place: PermissionPlace
}

/** A list in brackets around the offset, in which nothing stands at it. */
const emptyPlace = (document: RoleDocument, role: RoleSite, offset: number): EmptyPlace | null => {
  if (!role.type) return null
  for (const place of permissionPlaces(role.type)) {
    const { node } = locate(document, role, place.path)
    if (place.attribute !== null || node?.kind !== 'list' || !node.flow) continue
    const span = spanIn(document, node)
    const inside = span.source === document.source && span.start < offset && offset <= span.end
    if (!inside || (offset === span.end && /[\])]/.test(document.source.text.charAt(offset - 1)))) continue
    const taken = itemsOf(node, true, resolverOf(document, role)).some(({ use }) => {
      const item = spanIn(document, use)
      return item.source === document.source && item.start < offset && offset < item.end
    })
    return taken ? null : { type: role.type, list: node, place }
  }
  return null
}

/** In code only a place between the items of a literal list is one. */
const inCode = (document: RoleDocument, rules: Rules, offset: number): Typing | null => {
  const role = roleAt(document, offset)
  const empty = role && emptyPlace(document, role, offset)
  const { text } = document.source
  if (!role || !empty || !beginsItem(document, spanIn(document, empty.list).start, offset)) return null
  const { type, place } = empty
  const platform = platformOf(type)
  return {
    platform: platform.key,
    catalog: rules.catalogOf(platform.key),
    scope: scopeOf(place, type, role.role.attributes),
    patterns: role.patterns?.mayStandAt([...place.path, 0]) ?? true,
    listed: listedBeside(document, role, place.path, document.source.file, offset),
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
