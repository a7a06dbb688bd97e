/** Roles written in code, where a name may stand for a value and a value may not be understood. */

import { findRoleType } from '../platforms/registry.js'
import type { Entry, ListNode, MapNode, Node, ScalarNode } from '../syntax/node.js'
import type { Item, Resolver } from '../syntax/view.js'
import { createResolver, entryOf, itemsOf } from '../syntax/view.js'
import { valuesOf } from './attributes.js'
import type { PatternRule, ReservedValue, RoleSite } from './document.js'
import { claimsOf } from './identity.js'

/** In code a name knows what it stands for. Terraform turns `"true"` into a boolean where it needs one. */
export const createCodeResolver = (): Resolver => ({ ...createResolver(new Map()), converts: true })

/** Whether something in a value, or behind a name in it, is not understood. */
export const hasOpaque = (node: Node): boolean => {
  if (node.kind === 'opaque') return true
  if (node.kind === 'alias') return node.target === null || hasOpaque(node.target)
  if (node.kind === 'list') return node.items.some(hasOpaque)
  return node.kind === 'map' && node.entries.some(({ value }) => hasOpaque(value))
}

export type CodeRole = {
  /** Resource type without `rolecall_`. */
  readonly type: string
  /** Null where it cannot be seen. */
  readonly name: string | null
  readonly key: ScalarNode
  readonly value: MapNode
  /** Something of the role is not understood, apart from opaque values. */
  readonly broken: boolean
  readonly provider: ReservedValue | null
  /** What its key is unique in. */
  readonly module: string
  readonly patterns: PatternRule
}

/** Whether the list at a path, or its element, is one for patterns. */
export const patternsWhereMarked = (value: MapNode, resolver: Resolver): PatternRule['mayStandAt'] => {
  const known = new Map<Node, readonly Item[]>()
  const elementsOf = (list: ListNode): readonly Item[] => {
    const items = known.get(list) ?? itemsOf(list, true, resolver)
    known.set(list, items)
    return items
  }
  return (path) => {
    const index = path.at(-1)
    let at: Node | null = value
    for (const name of path.slice(0, -1)) {
      const entry: Entry | null = at?.kind === 'map' && typeof name === 'string' ? entryOf(at, name, resolver) : null
      at = entry && resolver.follow(entry.value)
    }
    if (at?.kind !== 'list' || typeof index !== 'number') return false
    return elementsOf(at)[index]?.use.patterns ?? at.patterns ?? true
  }
}

export const codeSite = (
  { type, name, key, value, broken, provider, module, patterns }: CodeRole,
  resolver: Resolver,
): RoleSite => {
  const known = findRoleType(type)
  const identity = {
    role: { type, key: name, attributes: valuesOf(value.entries, known?.attributes ?? null, resolver) },
    type: known,
    partial: broken || hasOpaque(value),
    provider,
    ...(module !== undefined && { module }),
  }
  return {
    ...identity,
    claims: claimsOf(identity),
    chunk: key.chunk,
    key,
    value,
    defaults: null,
    blind: false,
    import: null,
    movedFrom: null,
    patterns,
  }
}
