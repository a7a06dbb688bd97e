import type { Node as JsonNode } from 'jsonc-parser'
import type { FormProblem } from '../form-problem.js'
import { repeatedKeyMessage, repeatedKeys, unreadable } from '../fragment.js'
import type { Chunk, Entry, Node, ScalarNode } from '../node.js'
import { isClosed } from '../quote.js'

/** Turns the parser's nodes into ours. */
export const convertJson = (
  root: JsonNode,
  chunk: Chunk,
): { readonly root: Node; readonly problems: readonly FormProblem[] } => {
  const problems: FormProblem[] = []

  const scalar = (node: JsonNode): ScalarNode => {
    const start = node.offset
    const end = start + node.length
    const place = { chunk, start, end }
    if (node.type !== 'string') return { kind: 'scalar', ...place, text: chunk.text.slice(start, end), style: 'plain' }
    const text = String(node.value)
    if (isClosed(chunk.text, start, end)) return { kind: 'scalar', ...place, text, style: 'double' }
    return { kind: 'scalar', ...place, text, style: 'double', open: true }
  }

  const entry = (property: JsonNode): readonly Entry[] => {
    const [key, value] = property.children ?? []
    if (!key) return []
    const end = property.colonOffset === undefined ? key.offset + key.length : property.colonOffset + 1
    const missing: ScalarNode = { kind: 'scalar', chunk, start: end, end, text: '', style: 'empty' }
    return [{ key: scalar(key), value: value ? convert(value) : missing }]
  }

  const convert = (node: JsonNode): Node => {
    const place = { chunk, start: node.offset, end: node.offset + node.length }
    const children = node.children ?? []
    if (node.type === 'array') return { kind: 'list', ...place, flow: true, items: children.map(convert) }
    if (node.type !== 'object') return scalar(node)
    const entries = children.flatMap(entry)
    for (const key of repeatedKeys(entries.map((made) => made.key))) {
      problems.push(unreadable(key, { message: repeatedKeyMessage(key.text) }))
    }
    return { kind: 'map', ...place, flow: true, entries }
  }

  return { root: convert(root), problems }
}
