/** From an offset to the role and the permission that stand there. */
import type { PermissionSite, RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { wholeSpan } from '@rolecall/shared/documents/locate.js'
import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import { isRoleFile } from './cursor-at.js'

/** `document`: the one the role is in; the site may stand in a file beside it. */
export type PermissionAt = { readonly document: RoleDocument; readonly role: RoleSite; readonly site: PermissionSite }

/** A document, and those beside it whose roles may take their permissions from it. */
export type Around = { readonly document: RoleDocument; readonly beside: readonly RoleDocument[] }

/** The roles that stand in the document's own file; code may take them from elsewhere. */
const isOwn = (document: RoleDocument, role: RoleSite): boolean => document.place(role.chunk).source === document.source

const startOf = (document: RoleDocument, role: RoleSite): number => document.place(role.chunk).offset + role.key.start

/** The last role that starts at or before an offset, whether or not it goes on that far. */
export const roleBefore = (document: RoleDocument, offset: number): RoleSite | null => {
  const { roles } = document
  let low = 0
  let high = roles.length - 1
  let found: RoleSite | null = null
  while (low <= high) {
    const middle = (low + high) >> 1
    const role = roles[middle]
    if (role && startOf(document, role) <= offset) {
      found = role
      low = middle + 1
    } else high = middle - 1
  }
  return found && isOwn(document, found) ? found : null
}

/** The role around an offset, its end included. */
export const roleAt = (document: RoleDocument, offset: number): RoleSite | null => {
  const role = roleBefore(document, offset)
  return role && offset <= wholeSpan(document, role).end ? role : null
}

const covers = (file: string, { content }: PermissionSite, offset: number): boolean =>
  content.source.file === file && content.start <= offset && offset <= content.end

type SitesOf = (document: RoleDocument, role: RoleSite) => readonly PermissionSite[]

const siteIn = (document: RoleDocument, role: RoleSite, offset: number, sitesOf: SitesOf): PermissionAt | null => {
  const site = sitesOf(document, role).find((candidate) => covers(document.source.file, candidate, offset))
  return site ? { document, role, site } : null
}

/** Whether permissions may stand outside the roles that have them: behind anchors, in defaults, in locals. */
const hasOutside = (document: RoleDocument): boolean =>
  !isRoleFile(document) || document.defaults.size > 0 || document.source.text.includes('&')

/** For each document what stands outside its roles: found when first asked for. */
const outside = new WeakMap<RoleDocument, readonly PermissionAt[]>()

const outsideOf = (document: RoleDocument): readonly PermissionAt[] => {
  const known = outside.get(document)
  if (known) return known
  const found = document.roles.flatMap((role) => {
    const whole = wholeSpan(document, role)
    return permissionSites(document, role)
      .filter(
        ({ content }) => content.source !== whole.source || content.start < whole.start || content.end > whole.end,
      )
      .map((site) => ({ document, role, site }))
  })
  outside.set(document, found)
  return found
}

/** The permission at an offset of an open file: from before its first character to behind its last. */
export const permissionAt = (
  { document, beside }: Around,
  offset: number,
  sitesOf: SitesOf = permissionSites,
): PermissionAt | null => {
  const { file } = document.source
  const role = roleAt(document, offset)
  const inside = role && siteIn(document, role, offset, sitesOf)
  if (inside || !hasOutside(document)) return inside
  for (const other of [document, ...beside]) {
    const found = outsideOf(other).find(({ site }) => covers(file, site, offset))
    if (found) return found
  }
  return null
}

/** Finds permissions at one offset after another; of a role it looks them up once. */
export const createPermissionFinder = (around: Around): ((offset: number) => PermissionAt | null) => {
  const known = new Map<RoleSite, readonly PermissionSite[]>()
  const sitesOf: SitesOf = (document, role) => {
    const sites = known.get(role) ?? permissionSites(document, role)
    known.set(role, sites)
    return sites
  }
  return (offset) => permissionAt(around, offset, sitesOf)
}

/** The permissions that stand in a stretch of an open file, each once though several roles may share it. */
export const permissionsBetween = ({ document, beside }: Around, from: number, to: number): readonly PermissionAt[] => {
  const { file } = document.source
  const inside = document.roles.flatMap((role): readonly PermissionAt[] => {
    const whole = wholeSpan(document, role)
    if (whole.source !== document.source || whole.end < from || whole.start > to) return []
    return permissionSites(document, role).map((site) => ({ document, role, site }))
  })
  const around = hasOutside(document) ? [document, ...beside].flatMap(outsideOf) : []
  const seen = new Set<number>()
  return [...inside, ...around].filter(({ site: { whole } }) => {
    const isNew = whole.source.file === file && whole.start >= from && whole.end <= to && !seen.has(whole.start)
    if (isNew) seen.add(whole.start)
    return isNew
  })
}
