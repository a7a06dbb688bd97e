import type { Alias, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import { isAlias, isMap, isPair, isScalar, isSeq } from 'yaml'
import type { FormProblem } from '../form-problem.js'
import { maximumDepth, repeatedKeyMessage, repeatedKeys, tooDeepMessage, unreadable } from '../fragment.js'
import type { AliasNode, Chunk, Entry, ListNode, MapNode, Node, OpaqueNode, ScalarNode, ScalarStyle } from '../node.js'
import { isClosed } from '../quote.js'

export type Converted = {
  readonly root: Node | null
  readonly anchors: ReadonlyMap<string, Node>
  readonly wants: readonly AliasNode[]
  readonly aliasCount: number
  readonly merges: readonly Node[]
  readonly problems: readonly FormProblem[]
}

type Ranged = { readonly range?: readonly [number, number, number] | null | undefined }

const styles: Readonly<Record<string, ScalarStyle>> = {
  QUOTE_DOUBLE: 'double',
  QUOTE_SINGLE: 'single',
  BLOCK_FOLDED: 'block',
  BLOCK_LITERAL: 'block',
}

/** Turns the parser's nodes into ours. `depth` is how deep the chunk itself stands in the file. */
export const convertYaml = (contents: unknown, chunk: Chunk, text: string, depth: number): Converted => {
  const anchors = new Map<string, Node>()
  const unfinished = new Set<string>()
  const wants: AliasNode[] = []
  const merges: Node[] = []
  const problems: FormProblem[] = []
  let aliasCount = 0

  const placeOf = (node: Ranged, at: number) => ({
    chunk,
    start: Math.min(node.range?.[0] ?? at, chunk.text.length),
    end: Math.min(node.range?.[1] ?? at, chunk.text.length),
  })
  const opaque = (node: Ranged, at: number): OpaqueNode => ({ kind: 'opaque', ...placeOf(node, at) })

  const scalar = (node: Scalar, at: number): ScalarNode => {
    const place = placeOf(node, at)
    const style = styles[node.type ?? ''] ?? (place.start === place.end ? 'empty' : 'plain')
    if ((style === 'double' || style === 'single') && !isClosed(text, place.start, place.end)) {
      return { kind: 'scalar', ...place, text: text.slice(place.start + 1, place.end), style, open: true }
    }
    return { kind: 'scalar', ...place, text: node.source ?? '', style }
  }

  const alias = (node: Alias, at: number): Node => {
    const place = placeOf(node, at)
    const name = node.source
    aliasCount += 1
    // The parser has said that already.
    if (name === '') return { kind: 'alias', ...place, name, target: null }
    if (unfinished.has(name)) {
      problems.push(
        unreadable(place, { message: `The alias \`*${name}\` stands inside its own anchor. Write the values out.` }),
      )
      return opaque(node, at)
    }
    const target = anchors.get(name) ?? null
    const made: AliasNode = { kind: 'alias', ...place, name, target }
    if (!target) wants.push(made)
    return made
  }

  const entry = (pair: Pair, at: number, level: number): readonly Entry[] => {
    if (!isScalar(pair.key)) {
      const place = placeOf((pair.key ?? {}) as Ranged, at)
      problems.push(unreadable(place, { message: 'A key must be text here. Put it in quotes.' }))
      return []
    }
    const key = scalar(pair.key, at)
    if (key.style === 'empty') {
      problems.push(
        unreadable({ chunk, start: key.start, end: key.start + 1 }, { message: 'A key is missing before the colon.' }),
      )
      return []
    }
    if (pair.key.anchor) anchors.set(pair.key.anchor, key)
    const value = node(pair.value, key.end, level)
    if (key.style !== 'plain' || key.text !== '<<') return [{ key, value }]
    merges.push(value)
    return [{ key, value, merge: true }]
  }

  const map = (source: YAMLMap, at: number, level: number): MapNode => {
    const entries = source.items.flatMap((pair) => entry(pair, at, level))
    for (const key of repeatedKeys(entries.filter(({ merge }) => !merge).map(({ key }) => key))) {
      problems.push(unreadable(key, { message: repeatedKeyMessage(key.text) }))
    }
    const flow = source.flow === true
    const last = entries.at(-1)
    const place = placeOf(source, at)
    // The parser counts comments and line ends after a block collection as its own.
    return {
      kind: 'map',
      ...place,
      end: flow || !last ? place.end : Math.max(last.key.end, last.value.end),
      flow,
      entries,
    }
  }

  const list = (source: YAMLSeq, at: number, level: number): ListNode => {
    const items = source.items.map((item) => node(isPair(item) ? item.value : item, at, level))
    const flow = source.flow === true
    const place = placeOf(source, at)
    return { kind: 'list', ...place, end: flow ? place.end : (items.at(-1)?.end ?? place.end), flow, items }
  }

  const collection = (source: YAMLMap | YAMLSeq, at: number, level: number): Node => {
    if (level > maximumDepth) {
      problems.push(unreadable({ ...placeOf(source, at) }, { message: tooDeepMessage }))
      return opaque(source, at)
    }
    return isMap(source) ? map(source, at, level) : list(source, at, level)
  }

  const anchored = (source: { readonly anchor?: string }, make: () => Node): Node => {
    const name = source.anchor
    if (!name) return make()
    unfinished.add(name)
    const made = make()
    unfinished.delete(name)
    anchors.set(name, made)
    return made
  }

  const node = (source: unknown, at: number, level: number): Node => {
    if (isAlias(source)) return alias(source, at)
    if (isScalar(source)) return anchored(source, () => scalar(source, at))
    if (isMap(source) || isSeq(source)) return anchored(source, () => collection(source, at, level + 1))
    return { kind: 'scalar', chunk, start: at, end: at, text: '', style: 'empty' }
  }

  const isEmpty = isScalar(contents) && contents.source === '' && contents.type === 'PLAIN' && !contents.anchor
  const root = contents === null || isEmpty ? null : node(contents, 0, depth)
  return { root, anchors, wants, aliasCount, merges, problems }
}
