/** Aliases across the chunks of a file: an alias means the last anchor of its name before it. */
import type { FormProblem } from './form-problem.js'
import type { Fragment } from './fragment.js'
import { maximumAliases, unreadable } from './fragment.js'
import type { Chunk, Node } from './node.js'
import type { Resolver } from './view.js'

/** What was read of one piece of a file; the pieces follow each other. */
type Read = { readonly fragment: Fragment }

export type Bindings = ReadonlyMap<string, Node>

export type Anchors = {
  readonly bindings: ReadonlyMap<Chunk, Bindings>
  readonly problems: readonly FormProblem[]
  /** There are too many aliases: none of them may be followed. */
  readonly tooMany: boolean
}

const noBindings: Bindings = new Map()

const bindingsOf = (anchors: Anchors, chunk: Chunk): Bindings => anchors.bindings.get(chunk) ?? noBindings

const unresolved = (fragment: Fragment, known: Bindings): readonly FormProblem[] =>
  fragment.wants
    .filter(({ name }) => !known.has(name))
    .map((alias) =>
      unreadable(alias, {
        message:
          `\`*${alias.name}\` is an alias in YAML, and there is no anchor \`&${alias.name}\` before it. ` +
          'A pattern that starts with `*` needs quotes.',
        suggestions: [JSON.stringify(`*${alias.name}`)],
      }),
    )

const tooManyAliases = (pieces: readonly Read[]): FormProblem | null => {
  let count = 0
  for (const { fragment } of pieces) {
    count += fragment.aliasCount
    if (count <= maximumAliases) continue
    const message = `This file has more than ${maximumAliases} aliases. None of them is followed. Split the file.`
    return unreadable(
      { chunk: fragment.chunk, start: 0, end: fragment.chunk.text.trimEnd().indexOf('\n') },
      { message },
    )
  }
  return null
}

export const findAnchors = (pieces: readonly Read[]): Anchors => {
  if (pieces.every(({ fragment }) => fragment.aliasCount === 0))
    return { bindings: new Map(), problems: [], tooMany: false }
  const excess = tooManyAliases(pieces)
  if (excess) return { bindings: new Map(), problems: [excess], tooMany: true }
  const anchors = new Map<string, Node>()
  const bindings = new Map<Chunk, Bindings>()
  const problems: FormProblem[] = []
  for (const { fragment } of pieces) {
    if (fragment.wants.length > 0) {
      const bound = new Map<string, Node>()
      for (const { name } of fragment.wants) {
        const node = anchors.get(name)
        if (node) bound.set(name, node)
      }
      bindings.set(fragment.chunk, bound)
      problems.push(...unresolved(fragment, bound))
    }
    for (const [name, node] of fragment.anchors) anchors.set(name, node)
  }
  return { bindings, problems, tooMany: false }
}

const sameBindings = (one: Bindings, other: Bindings): boolean =>
  one.size === other.size && [...one].every(([name, node]) => other.get(name) === node)

/**
 * The chunks whose aliases stand for something else than in the version before, directly or
 * through another alias.
 */
export const changedChunks = (pieces: readonly Read[], before: Anchors, now: Anchors): ReadonlySet<Chunk> => {
  const changed = new Set<Chunk>()
  for (const { fragment } of pieces) {
    const { chunk, wants } = fragment
    if (wants.length === 0) continue
    const bound = bindingsOf(now, chunk)
    const same = sameBindings(bound, bindingsOf(before, chunk)) && before.bindings.has(chunk)
    if (!same || [...bound.values()].some((node) => changed.has(node.chunk))) changed.add(chunk)
  }
  return changed
}

const canMerge = (value: Node, resolver: Resolver): boolean => {
  const node = resolver.follow(value)
  if (node?.kind !== 'list') return node === null || node.kind === 'map' || node.kind === 'opaque'
  return node.items.every((item) => {
    const map = resolver.follow(item)
    return map === null || map.kind === 'map' || map.kind === 'opaque'
  })
}

/** `<<` with something that has no entries. */
export const mergeProblems = (pieces: readonly Read[], resolver: Resolver): readonly FormProblem[] => {
  const problems: FormProblem[] = []
  for (const { fragment } of pieces) {
    for (const value of fragment.merges) {
      if (canMerge(value, resolver)) continue
      problems.push(unreadable(value, { message: '`<<` takes a map, an alias to a map, or a list of these.' }))
    }
  }
  return problems
}
