/** From a path in a role to its place in the text. Nothing is located before it is asked for. */

import type { AttributeType } from '../model/attribute.js'
import { isPermissionList } from '../model/permission-places.js'
import type { Path } from '../model/role.js'
import type { ChunkSpan, Node, ScalarNode } from '../syntax/node.js'
import { contentOf } from '../syntax/quote.js'
import type { Resolver } from '../syntax/view.js'
import { createBlindResolver, entryOf, itemsOf } from '../syntax/view.js'
import type { Range } from '../text/range.js'
import type { SourceSpan } from '../text/source.js'
import { spanRange } from '../text/source.js'
import { attributeType } from './attributes.js'
import type { RoleDocument, RoleSite } from './document.js'

/** What stands at a path, or at the part of it that exists. */
export type Located = {
  /** The key of the innermost attribute of the path, or the role's. */
  readonly key: ScalarNode
  /** What is written there: an alias stays an alias. Null where nothing is. */
  readonly use: Node | null
  /** What that stands for. */
  readonly node: Node | null
}

export const resolverOf = (document: RoleDocument, site: RoleSite): Resolver =>
  site.blind ? createBlindResolver() : document.resolver

const typeBelow = (type: AttributeType | null, segment: string | number): AttributeType | null => {
  if (typeof segment === 'number') return type?.kind === 'set' || type?.kind === 'list' ? type.element : null
  return type?.kind === 'object' ? attributeType(type.attributes, segment) : null
}

const stepInto = (
  at: Located,
  segment: string | number,
  type: AttributeType | null,
  resolver: Resolver,
): Located | null => {
  const { node } = at
  if (typeof segment === 'number') {
    const item = node?.kind === 'list' ? itemsOf(node, isPermissionList(type), resolver)[segment] : undefined
    return item ? { key: at.key, ...item } : null
  }
  const entry = node?.kind === 'map' ? entryOf(node, segment, resolver) : null
  return entry && { key: entry.key, use: entry.value, node: resolver.follow(entry.value) }
}

const fromDefaults = (site: RoleSite, segment: string | number | undefined, resolver: Resolver): Located | null => {
  const entry = site.defaults && typeof segment === 'string' ? entryOf(site.defaults, segment, resolver) : null
  return entry && { key: entry.key, use: entry.value, node: resolver.follow(entry.value) }
}

/** Follows a path through what is written; stops at the last part that exists, with `node` null. */
export const locate = (document: RoleDocument, site: RoleSite, path: Path): Located => {
  const resolver = resolverOf(document, site)
  let at: Located = { key: site.key, use: site.value, node: resolver.follow(site.value) }
  let type: AttributeType | null = site.type && { kind: 'object', attributes: site.type.attributes }
  for (const [index, segment] of path.entries()) {
    const inner = stepInto(at, segment, type, resolver) ?? (index === 0 ? fromDefaults(site, segment, resolver) : null)
    if (!inner) return { key: at.key, use: null, node: null }
    at = inner
    type = typeBelow(type, segment)
  }
  return at
}

export const spanIn = (document: RoleDocument, { chunk, start, end }: ChunkSpan): SourceSpan => {
  const { source, offset } = document.place(chunk)
  return { source, start: offset + start, end: offset + end }
}

/** The text of a scalar; its quotes too where nothing is between them. */
const contentStretch = (node: ScalarNode): ChunkSpan => {
  const content = contentOf(node)
  return content.end > content.start ? { chunk: node.chunk, ...content } : node
}

/**
 * `value`: the text of a string, without its quotes; where a list, a map or nothing stands, the
 * key it belongs to. `use`: what is written there, an alias for one. `key`: the attribute's key.
 */
export type Aspect = 'value' | 'use' | 'key'

const stretchOf = ({ key, use, node }: Located, aspect: Aspect): ChunkSpan => {
  if (aspect === 'use' && use) return use.kind === 'scalar' ? contentStretch(use) : use
  if (aspect === 'value' && node?.kind === 'scalar' && node.end > node.start) return contentStretch(node)
  return aspect === 'value' && use && node === null ? use : contentStretch(key)
}

/** The place of a path in a role; of its nearest ancestor where it does not exist. */
export const spanOf = (document: RoleDocument, site: RoleSite, path: Path, aspect: Aspect = 'value'): SourceSpan =>
  spanIn(document, stretchOf(locate(document, site, path), aspect))

export const rangeOf = (document: RoleDocument, site: RoleSite, path: Path, aspect: Aspect = 'value'): Range =>
  spanRange(spanOf(document, site, path, aspect))

/** The role's key. */
export const keySpan = (document: RoleDocument, site: RoleSite): SourceSpan =>
  spanIn(document, contentStretch(site.key))

/** From the role's key to the end of its attributes, as far as they stand below it. */
export const wholeSpan = (document: RoleDocument, site: RoleSite): SourceSpan => {
  const below = site.value.chunk === site.chunk ? site.value.end : site.key.end
  return spanIn(document, { chunk: site.chunk, start: site.key.start, end: Math.max(site.key.end, below) })
}
