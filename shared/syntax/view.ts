/** Nodes as they count: aliases followed, merges laid under own keys, aliased lists flattened. */
import type { Chunk, Entry, ListNode, MapNode, Node, ScalarNode } from './node.js'

/** Follows aliases in one version of a document. */
export type Resolver = {
  /** What an alias stands for; null where that cannot be seen. Other nodes stand for themselves. */
  readonly follow: (node: Node) => Node | null
  /** Maps that merge others, with what they merge. */
  readonly merged: Map<MapNode, readonly Entry[]>
  /** Long lists with their aliases flattened: each of a thousand problems in one asks for its items. */
  readonly flattened: Map<ListNode, readonly Item[]>
  readonly budget: Budget
  /** Sees no alias at all. */
  readonly blind: boolean
  /** `"true"` is a boolean where one is expected. */
  readonly converts?: boolean
}

/** How many more values aliases may bring, and how deep one is in them; a few lines can ask for billions. */
export type Budget = { left: number; depth: number }

const maximumAliasDepth = 100

/** More than any file holds. Of infinity the cost of a part would be no number. */
const unlimited = 1_000_000_000

/** `bindings`: by chunk, the nodes of anchors in other chunks. */
export const createResolver = (
  bindings: ReadonlyMap<Chunk, ReadonlyMap<string, Node>>,
  budget: number = unlimited,
): Resolver => ({
  follow: (node) => (node.kind === 'alias' ? (node.target ?? bindings.get(node.chunk)?.get(node.name) ?? null) : node),
  merged: new Map(),
  flattened: new Map(),
  budget: { left: budget, depth: 0 },
  blind: false,
})

/** For roles whose aliases bring too much. */
export const createBlindResolver = (): Resolver => ({
  follow: (node) => (node.kind === 'alias' ? null : node),
  merged: new Map(),
  flattened: new Map(),
  budget: { left: unlimited, depth: 0 },
  blind: true,
})

/** Takes `amount` values out of the budget, does what is inside an alias, and says whether it was enough. */
export const spend = ({ budget }: Resolver, amount: number, inside: () => void): boolean => {
  budget.left -= amount + 1
  if (budget.depth >= maximumAliasDepth) budget.left = -1
  if (budget.left < 0) return false
  budget.depth += 1
  inside()
  budget.depth -= 1
  return true
}

const mergedMaps = (value: Node, resolver: Resolver): readonly MapNode[] => {
  const node = resolver.follow(value)
  if (node?.kind === 'map') return [node]
  if (node?.kind !== 'list') return []
  return node.items.flatMap((item) => {
    const map = resolver.follow(item)
    return map?.kind === 'map' ? [map] : []
  })
}

const withMerged = (map: MapNode, resolver: Resolver): readonly Entry[] => {
  const entries = map.entries.filter((entry) => !entry.merge)
  const seen = new Set(entries.map((entry) => entry.key.text))
  const add = (entry: Entry): void => {
    if (seen.has(entry.key.text)) return
    seen.add(entry.key.text)
    entries.push(entry)
  }
  const sources = map.entries.filter((entry) => entry.merge).flatMap(({ value }) => mergedMaps(value, resolver))
  for (const source of sources) {
    const enough = spend(resolver, source.entries.length, () => {
      const merged = entriesOf(source, resolver)
      resolver.budget.left -= merged.length
      for (const entry of merged) add(entry)
    })
    if (!enough) break
  }
  return entries
}

/**
 * A map's entries with what it merges: own keys win over merged ones, of those the earlier.
 * https://yaml.org/type/merge.html
 */
export const entriesOf = (map: MapNode, resolver: Resolver): readonly Entry[] => {
  if (!map.entries.some((entry) => entry.merge)) return map.entries
  const known = resolver.merged.get(map)
  if (known) return known
  const entries = withMerged(map, resolver)
  resolver.merged.set(map, entries)
  return entries
}

/** The entry that counts: a repeated key's last. */
export const entryOf = (map: MapNode, key: string, resolver: Resolver): Entry | null =>
  entriesOf(map, resolver).findLast((entry) => entry.key.text === key) ?? null

/** An element of a list: `use` is what stands in the list, `node` what it stands for. */
export type Item = { readonly use: Node; readonly node: Node | null }

const addItems = (items: Item[], list: ListNode, flatten: boolean, from: Node | null, resolver: Resolver): void => {
  for (const own of list.items) {
    const use = from ?? own
    const node = resolver.follow(own)
    if (!flatten || own.kind !== 'alias' || node?.kind !== 'list') items.push({ use, node })
    else if (!spend(resolver, node.items.length, () => addItems(items, node, flatten, use, resolver))) return
  }
}

const longList = 100

/** A list's elements; with `flatten`, an alias to a list stands for its elements. */
export const itemsOf = (list: ListNode, flatten: boolean, resolver: Resolver): readonly Item[] => {
  const known = flatten ? resolver.flattened.get(list) : undefined
  if (known) return known
  const items: Item[] = []
  addItems(items, list, flatten, null, resolver)
  if (flatten && items.length > longList) resolver.flattened.set(list, items)
  return items
}

const nulls = new Set(['', '~', 'null', 'Null', 'NULL'])

/** YAML's and JSON's null: https://yaml.org/spec/1.2.2/#10321-tag-resolution */
export const isNull = (node: ScalarNode): boolean =>
  node.style === 'empty' || (node.style === 'plain' && nulls.has(node.text))
