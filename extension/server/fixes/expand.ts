import { isPattern, matchPattern } from '@rolecall/shared/catalog/pattern.js'
import type { PermissionSite, RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import { expandFix } from '@rolecall/shared/fix/expand-pattern.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import { malformedPermission } from '@rolecall/shared/rules/malformed-permission.js'
import type { PermissionAt } from '../cursor/role-at.js'
import { replaceItem } from '../edit/replace-item.js'
import type { Opened } from '../state/workspace.js'
import { countText } from '../text/permission-text.js'
import type { Fix, Fixer } from './fix.js'

const beside = (document: RoleDocument, role: RoleSite, site: PermissionSite): ReadonlySet<string> => {
  // In an object, what else it says may differ from what others say.
  if (site.element !== site.whole) return new Set()
  const list = JSON.stringify(site.list)
  const others = permissionSites(document, role).filter((other) => JSON.stringify(other.list) === list)
  return new Set(others.filter(({ content }) => content.start !== site.content.start).map(({ value }) => value))
}

/** Writes out what a pattern stands for, without what the list has already. */
export const expandPattern = (
  { document, rules }: Opened,
  { document: holder, role, site }: PermissionAt,
): Fix | null => {
  if (!role.type || !isPattern(site.value) || site.content.source.file !== document.source.file) return null
  const matched = matchPattern(site.value, rules.catalogOf(platformOf(role.type).key), site.scope).map(
    ({ value }) => value,
  )
  if (matched.length === 0) return null
  const there = beside(holder, role, site)
  const edits = replaceItem(
    site,
    matched.filter((value) => !there.has(value)),
    document.language,
  )
  return edits && { title: `Expand to ${countText(matched.length)}`, edits }
}

/** A pattern where none may stand: in `expand` it may, and its permissions may. */
export const expandFixes: Fixer = ({ problem, site, role, holder, opened, catalog }) => {
  if (problem.code !== malformedPermission.code || !site || !role || !isPattern(site.value)) return []
  const { file } = opened.document.source
  const wrapped = expandFix(holder, role, site.path)?.filter(({ span }) => span.source.file === file)
  const edits = wrapped?.map(({ span, text }) => ({ start: span.start, end: span.end, text })) ?? []
  const written = expandPattern(opened, { document: holder, role, site })
  return [
    // Where the permissions are not known, `expand` would find none.
    ...(edits.length > 0 && catalog?.coverage !== 'unconfirmed'
      ? [{ title: 'Wrap the list in provider::rolecall::expand', edits, preferred: true }]
      : []),
    ...(written ? [written] : []),
  ]
}
