/** The strings of a document that grant permissions. */
import type { PermissionPlace } from '../model/permission-places.js'
import { permissionPlaces, scopeOf } from '../model/permission-places.js'
import type { ListNode, Node, ScalarNode } from '../syntax/node.js'
import { contentOf } from '../syntax/quote.js'
import type { Item } from '../syntax/view.js'
import { entryOf, itemsOf } from '../syntax/view.js'
import type { PermissionSite, RoleDocument, RoleSite } from './document.js'
import { locate, resolverOf, spanIn } from './locate.js'

/** What stands at a permission: its string, and the element of the list that it is or stands in. */
type Written = { readonly node: ScalarNode; readonly element: Node }

/** What is written as text; an alias without an anchor is a pattern that lacks quotes. */
const textNode = (use: Node, node: Node | null): ScalarNode | null => {
  if (node) return node.kind === 'scalar' ? node : null
  return use.kind === 'alias' ? { ...use, kind: 'scalar', text: `*${use.name}`, style: 'plain' } : null
}

const writtenIn = (
  { use, node: element }: Item,
  { attribute }: PermissionPlace,
  document: RoleDocument,
  site: RoleSite,
): Written | null => {
  if (attribute === null) {
    const node = textNode(use, element)
    return node && { node, element: node }
  }
  const resolver = resolverOf(document, site)
  const entry = element?.kind === 'map' ? entryOf(element, attribute, resolver) : null
  const node = entry && textNode(entry.value, resolver.follow(entry.value))
  return node && element && { node, element }
}

const siteOf = (
  document: RoleDocument,
  { patterns, role, type }: RoleSite,
  { node, element }: Written,
  place: PermissionPlace,
  list: ListNode,
  index: number,
): PermissionSite => {
  const at = [...place.path, index]
  const whole = spanIn(document, node)
  return {
    value: node.text,
    path: place.attribute === null ? at : [...at, place.attribute],
    list: place.path,
    style: node.style,
    flow: list.flow,
    scope: type && scopeOf(place, type, role.attributes),
    patterns: patterns?.mayStandAt(at) ?? true,
    content: spanIn(document, { chunk: node.chunk, ...contentOf(node) }),
    whole,
    element: element === node ? whole : spanIn(document, element),
  }
}

/** The permission sites of a role, those it takes from anchors and defaults too. */
export const permissionSites = (document: RoleDocument, site: RoleSite): readonly PermissionSite[] =>
  (site.type ? permissionPlaces(site.type) : []).flatMap((place) => {
    const { node: list } = locate(document, site, place.path)
    if (list?.kind !== 'list') return []
    return itemsOf(list, true, resolverOf(document, site)).flatMap((item, index) => {
      const written = writtenIn(item, place, document, site)
      return written ? [siteOf(document, site, written, place, list, index)] : []
    })
  })
