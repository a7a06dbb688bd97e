/** The strings of a document that grant permissions. */
import type { Attributes, AttributeType, PermissionType } from '../model/attribute.js'
import type { Path } from '../model/role.js'
import type { ListNode, ScalarNode } from '../syntax/node.js'
import { contentOf } from '../syntax/quote.js'
import type { Item } from '../syntax/view.js'
import { itemsOf } from '../syntax/view.js'
import { attributeType } from './attributes.js'
import type { PermissionSite, RoleDocument, RoleSite } from './document.js'
import { locate, resolverOf, spanIn } from './locate.js'

export type PermissionList = { readonly path: Path; readonly type: PermissionType }

const listsBelow = (name: string, type: AttributeType): readonly PermissionList[] => {
  if (type.kind === 'object') {
    return permissionLists(type.attributes).map((list) => ({ ...list, path: [name, ...list.path] }))
  }
  return type.kind === 'set' && type.element.kind === 'permission' ? [{ path: [name], type: type.element }] : []
}

/** Where the permission lists of a kind of role stand. */
export const permissionLists = (attributes: Attributes): readonly PermissionList[] =>
  Object.entries(attributes).flatMap(([name, { type }]) => listsBelow(name, type))

/**
 * The catalog scope of a list of a role. A value that the attribute does not allow says nothing
 * about it.
 */
export const scopeOf = ({ scope }: PermissionType, { role, type }: RoleSite): string | null => {
  if (scope === null || typeof scope === 'string') return scope
  const value = Object.hasOwn(role.attributes, scope.attribute) ? role.attributes[scope.attribute] : null
  const attribute = attributeType(type?.attributes ?? null, scope.attribute)
  const allowed = attribute?.kind === 'string' ? attribute.allowed : null
  return typeof value === 'string' && (allowed?.includes(value) ?? true) ? value : null
}

/** What is written in a list as text; an alias without an anchor is a pattern that lacks quotes. */
const textNode = ({ use, node }: Item): ScalarNode | null => {
  if (node) return node.kind === 'scalar' ? node : null
  return use.kind === 'alias' ? { ...use, kind: 'scalar', text: `*${use.name}`, style: 'plain' } : null
}

const siteOf = (
  document: RoleDocument,
  { patterns }: RoleSite,
  node: ScalarNode,
  path: Path,
  list: ListNode,
  scope: string | null,
): PermissionSite => ({
  value: node.text,
  path,
  style: node.style,
  flow: list.flow,
  scope,
  patterns: patterns?.mayStandAt(path) ?? true,
  content: spanIn(document, { chunk: node.chunk, ...contentOf(node) }),
  whole: spanIn(document, node),
})

/** The permission sites of a role, those it takes from anchors and defaults too. */
export const permissionSites = (document: RoleDocument, site: RoleSite): readonly PermissionSite[] =>
  permissionLists(site.type?.attributes ?? {}).flatMap(({ path, type }) => {
    const { node: list } = locate(document, site, path)
    if (list?.kind !== 'list') return []
    const scope = scopeOf(type, site)
    return itemsOf(list, true, resolverOf(document, site)).flatMap((item, index) => {
      const node = textNode(item)
      return node ? [siteOf(document, site, node, [...path, index], list, scope)] : []
    })
  })
