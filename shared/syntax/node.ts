/**
 * What every document language is read into: scalars, lists and maps with their places.
 * Nodes never change, so that a version of a document shares all that an edit left alone.
 */
import type { Span } from '../text/span.js'

/**
 * A piece of text that was parsed on its own. Its nodes count offsets from its start;
 * `RoleDocument.place` says where the piece stands now.
 */
export type Chunk = { readonly text: string }

/** A range of a chunk, in offsets from its start. */
export type ChunkSpan = Span & { readonly chunk: Chunk }

/** Quotes and brackets belong to the node. */
type NodeBase = ChunkSpan & {
  /** In code, which tells patterns from permissions: whether they may stand in this list, or in this element of one. */
  readonly patterns?: boolean
  /** An element that stands in the same set already, by another way through the code: it counts once. */
  readonly again?: true
}

/** `block`: a YAML block scalar or a heredoc. `empty`: nothing is written, as after `- `. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'template' | 'block' | 'empty'

export type ScalarNode = NodeBase & {
  readonly kind: 'scalar'
  /** What is written, escapes resolved: `2024`, `true` and `null` stay text here. */
  readonly text: string
  readonly style: ScalarStyle
  /** The closing quote is missing. */
  readonly open?: true
}

export type ListNode = NodeBase & {
  readonly kind: 'list'
  readonly flow: boolean
  readonly items: readonly Node[]
}

export type Entry = {
  readonly key: ScalarNode
  readonly value: Node
  /** The value's entries count where the map has none of its own: YAML's `<<`, a spread in code. */
  readonly merge?: true
}

export type MapNode = NodeBase & { readonly kind: 'map'; readonly flow: boolean; readonly entries: readonly Entry[] }

/** A YAML alias, or a name in code. `target` is known where a YAML anchor stands in the same chunk; in code always. */
export type AliasNode = NodeBase & { readonly kind: 'alias'; readonly name: string; readonly target: Node | null }

/** An expression that is not understood. Its role is partial. */
export type OpaqueNode = NodeBase & { readonly kind: 'opaque' }

export type Node = ScalarNode | ListNode | MapNode | AliasNode | OpaqueNode

const childrenOf = (node: Node): readonly Node[] => {
  if (node.kind === 'list') return node.items
  return node.kind === 'map' ? node.entries.flatMap(({ key, value }) => [key, value]) : []
}

/** All scalars below a node. */
export const scalarsIn = (root: Node): readonly ScalarNode[] => {
  const scalars: ScalarNode[] = []
  const waiting: Node[] = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === 'scalar') scalars.push(node)
    else for (const child of childrenOf(node)) waiting.push(child)
  }
  return scalars
}
