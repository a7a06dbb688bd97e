/** Sorts the permissions of a list. What stands in its line goes with an item; a list with anything unclear in it stays. */
import type { PermissionSite, RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import type { TextEdit } from '@rolecall/shared/text/edit.js'

const byValue = (one: PermissionSite, other: PermissionSite): number =>
  one.value < other.value ? -1 : Number(one.value > other.value)

const isSorted = (sites: readonly PermissionSite[]): boolean =>
  sites.every((site, index) => index === 0 || byValue(sites[index - 1] ?? site, site) <= 0)

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1

const lineEnd = (text: string, at: number): number => {
  const newline = text.indexOf('\n', at)
  const end = newline < 0 ? text.length : newline
  return text[end - 1] === '\r' ? end - 1 : end
}

/** Each text in the place of the one that stands where it belongs. */
const permute = (
  places: readonly { readonly start: number; readonly end: number }[],
  order: readonly number[],
  text: string,
): readonly TextEdit[] =>
  places.flatMap((place, index) => {
    const from = places[order[index] ?? index] ?? place
    const moved = text.slice(from.start, from.end)
    return moved === text.slice(place.start, place.end) ? [] : [{ ...place, text: moved }]
  })

const sortList = (sites: readonly PermissionSite[], text: string): readonly TextEdit[] => {
  if (sites.length < 2 || isSorted(sites)) return []
  const order = sites
    .map((_, index) => index)
    .sort((one, other) => byValue(sites[one] as PermissionSite, sites[other] as PermissionSite) || one - other)
  const lines = sites.map(({ element }) => ({ start: lineStart(text, element.start), end: lineEnd(text, element.end) }))
  const first = lines[0]
  const last = lines.at(-1)
  if (!first || !last) return []
  if (sites.every(({ flow }) => flow)) {
    const inside = text.slice(sites[0]?.element.start, sites.at(-1)?.element.end)
    // A comment belongs to one of the items, and nobody can tell to which.
    if (/#|\/\/|\/\*/.test(inside)) return []
    return permute(
      sites.map(({ element }) => element),
      order,
      text,
    )
  }
  const inLines = lines.every(({ start, end }, index) => {
    const { element } = sites[index] as PermissionSite
    return (
      /^[ \t]*-[ \t]+$/.test(text.slice(start, element.start)) && /^[ \t]*(?:#.*)?$/.test(text.slice(element.end, end))
    )
  })
  // What stands above the first item may speak of it alone, as what ignores a problem does.
  const above = text.slice(lineStart(text, first.start - 1), first.start)
  if (/^[ \t]*#/.test(above)) return []
  // Lines between the items, such as comments of their own, would lose what they speak of.
  const dense = lines.every(
    ({ end }, index) => index === lines.length - 1 || /^\r?\n$/.test(text.slice(end, lines[index + 1]?.start)),
  )
  return inLines && dense ? permute(lines, order, text) : []
}

/** By list, those whose items all stand in the role itself. */
const listsOf = (document: RoleDocument, role: RoleSite): readonly (readonly PermissionSite[])[] => {
  const lists = new Map<string, PermissionSite[]>()
  for (const site of permissionSites(document, role)) {
    const key = JSON.stringify(site.list)
    const list = lists.get(key)
    if (list) list.push(site)
    else lists.set(key, [site])
  }
  return [...lists.values()].filter((sites) => {
    const starts = sites.map(({ element }) => element.start)
    const inOrder = starts.every((start, index) => index === 0 || start > (starts[index - 1] ?? 0))
    return (
      inOrder &&
      sites.every(({ element, style }) => element.source === document.source && style !== 'empty' && style !== 'block')
    )
  })
}

export const sortPermissions = (document: RoleDocument): readonly TextEdit[] => {
  const done = new Set<number>()
  return document.roles
    .flatMap((role) => listsOf(document, role))
    .flatMap((sites) => {
      const start = sites[0]?.element.start ?? -1
      if (done.has(start)) return []
      done.add(start)
      return sortList(sites, document.source.text)
    })
}
