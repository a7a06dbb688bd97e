/** Lists in code: put together from others, by name and by function. */
import type { AliasNode, ChunkSpan, ListNode, Node, OpaqueNode } from '../syntax/node.js'
import { isNull } from '../syntax/view.js'

export const opaqueAt = ({ chunk, start, end }: ChunkSpan): OpaqueNode => ({ kind: 'opaque', chunk, start, end })

export const aliasTarget = (node: Node): Node => (node.kind === 'alias' ? (node.target ?? opaqueAt(node)) : node)

const isNothing = (node: Node): boolean => node.kind === 'scalar' && node.style === 'plain' && isNull(node)

/** `node` as what stands behind the name at `use`. */
const behind = (use: AliasNode, node: Node): AliasNode => {
  const { kind, chunk, start, end, name } = use
  const flags = { ...(node.patterns ? { patterns: true } : {}), ...(node.again ? { again: true as const } : {}) }
  return { kind, chunk, start, end, name, target: aliasTarget(node), ...flags }
}

/** The elements of a list; one that is not understood where the list is not. */
export const elementsOf = (node: Node): readonly Node[] => {
  const list = aliasTarget(node)
  if (isNothing(list)) return []
  if (list.kind !== 'list') return [opaqueAt(node)]
  const items = list.patterns ? list.items.map((item) => ({ ...item, patterns: true })) : list.items
  return node.kind === 'alias' ? items.map((item) => behind(node, item)) : items
}

export const listAt = ({ chunk, start, end }: ChunkSpan, items: readonly Node[]): ListNode => ({
  kind: 'list',
  chunk,
  start,
  end,
  flow: true,
  patterns: false,
  items,
})

export const concat = (place: ChunkSpan, lists: readonly Node[]): ListNode => listAt(place, lists.flatMap(elementsOf))

/** A list of lists as one list. */
export const flatten = (place: ChunkSpan, node: Node): ListNode =>
  listAt(
    place,
    elementsOf(node).flatMap(function inner(item): readonly Node[] {
      return aliasTarget(item).kind === 'list' ? elementsOf(item).flatMap(inner) : [item]
    }),
  )

const textOf = (node: Node): string | null => {
  const target = aliasTarget(node)
  return target.kind === 'scalar' ? target.text : null
}

/** Marks what a set holds already: in it an element counts once, wherever it comes from. */
const countedOnce = (items: readonly Node[], seen: Set<string>): readonly Node[] =>
  items.map((item) => {
    const text = textOf(item)
    if (text === null) return item
    const again = seen.has(text)
    seen.add(text)
    return again ? { ...item, again: true } : item
  })

/** A set made of lists. What stands twice in one literal list is left as it is: nobody means that. */
export const union = (place: ChunkSpan, lists: readonly Node[]): ListNode => {
  const seen = new Set<string>()
  return listAt(
    place,
    lists.flatMap((list) => countedOnce(elementsOf(list), seen)),
  )
}

export const distinct = (place: ChunkSpan, node: Node, isLiteral: boolean): Node =>
  isLiteral || aliasTarget(node).kind !== 'list' ? node : union(place, [node])

export const expandFunction = 'provider::rolecall::expand'

/** `expand(platform, patterns, …)` stands for what the patterns mean. */
export const expand = (place: ChunkSpan, patterns: Node): ListNode => ({
  ...listAt(place, elementsOf(patterns)),
  patterns: true,
})

const isPattern = (node: Node): boolean => textOf(node)?.includes('*') ?? false

/** Both lists at once: each element may be there. Other values are not guessed at. */
export const either = (place: ChunkSpan, yes: Node, no: Node): Node => {
  const kinds = [aliasTarget(yes), aliasTarget(no)]
  const areLists =
    kinds.some(({ kind }) => kind === 'list') && kinds.every((node) => node.kind !== 'scalar' || isNothing(node))
  if (!areLists) return opaqueAt(place)
  const [first, second] = [elementsOf(yes), elementsOf(no)]
  const seen = new Set(first.flatMap((item) => textOf(item) ?? []))
  const items = [...first, ...countedOnce(second, seen)]
  // A pattern of one covers nothing of the other, so no rule may compare them.
  return listAt(place, items.some(isPattern) ? [...items, opaqueAt(place)] : items)
}
