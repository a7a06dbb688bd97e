import type { RoleFile } from '@rolecall/shared/documents/assemble.js'
import type { ListNode, MapNode, Node, ScalarNode } from '@rolecall/shared/syntax/node.js'
import type { Part } from '@rolecall/shared/syntax/part.js'
import { blockPath } from './block-path.js'
import type { Cursor } from './cursor.js'
import type { Scan } from './scan.js'
import { leadAt, scanEnd, scanTo } from './scan.js'

/** The part an offset stands in: what follows it up to the next part belongs to it. */
const partAt = ({ parts }: RoleFile, offset: number): Part | null => {
  let low = 0
  let high = parts.length - 1
  let found: Part | null = null
  while (low <= high) {
    const middle = (low + high) >> 1
    const part = parts[middle]
    if (part && part.offset <= offset) {
      found = part
      low = middle + 1
    } else high = middle - 1
  }
  return found
}

const childrenAt = (node: Node, offset: number): Node | null => {
  const children =
    node.kind === 'list'
      ? node.items
      : node.kind === 'map'
        ? node.entries.flatMap(({ key, value }) => [key, value])
        : []
  return children.find((child) => child.start <= offset && offset <= child.end) ?? null
}

type Around = {
  readonly flow: ListNode | MapNode | null
  readonly inner: ListNode | MapNode | null
  readonly scalar: ScalarNode | null
}

/** The outermost and the innermost brackets and the scalar around an offset of a chunk. */
const nodesAround = (root: Node | null, offset: number): Around => {
  let flow: Around['flow'] = null
  let inner: Around['inner'] = null
  for (let node = root; node !== null; node = childrenAt(node, offset)) {
    if (node.kind === 'scalar') return { flow, inner, scalar: node }
    if ((node.kind !== 'list' && node.kind !== 'map') || !node.flow || node.start >= offset) continue
    flow ??= node
    inner = node
  }
  return { flow, inner, scalar: null }
}

const keysOf = (node: Node | null): readonly string[] =>
  node?.kind === 'map' ? node.entries.map(({ key }) => key.text) : []

/** The keys at the top level of a file. */
const topKeys = ({ parts }: RoleFile): readonly string[] =>
  parts.flatMap(({ kind, fragment }) => (kind === 'role' ? [] : keysOf(fragment.root)))

/** In the space before a key there is no place for another in its line. */
const isBeforeKey = (text: string, offset: number): boolean =>
  /^[ \t]+[^\s#,\]}]/.test(text.slice(offset, offset + 200))

/** A plain scalar over lines is often a key that lacks its colon, with the next key behind it. */
const isMultiline = ({ chunk, start, end, style }: ScalarNode): boolean =>
  style === 'block' || (style !== 'plain' && chunk.text.slice(start, end).trimEnd().includes('\n'))

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1

const placeOf = ({ levels, key, dash }: Scan): Cursor['at'] => {
  const top = levels.at(-1)
  if (top?.bracket === '[') return 'item'
  if (key !== null) return 'value'
  return !top && dash ? 'item' : 'key'
}

const namesOf = ({ levels, key }: Scan): readonly string[] =>
  [...levels.map((level) => level.key), key].filter((name) => name !== null)

/** The cursor in the text alone; `from` is where what the parser has seen begins. */
export const yamlCursor = (document: RoleFile, offset: number): Cursor | null => {
  const { text } = document.source
  const part = partAt(document, offset)
  const base = part?.offset ?? 0
  const around = nodesAround(part?.fragment.root ?? null, offset - base)
  if (around.scalar && isMultiline(around.scalar)) return null
  const line = lineStart(text, offset)
  const bracket = around.flow && base + around.flow.start < line ? lineStart(text, base + around.flow.start) : line
  const scan = scanTo(text, bracket, offset)
  if (!scan) return null
  const flow = scan.levels.length > 0
  // Before the dash of an item there is no place for another.
  if (!flow && scan.key === null && /^[ \t]*-(?:\s|$)/.test(text.slice(offset, offset + 200))) return null
  const { end, open } = scanEnd(text, offset, scan.style, flow)
  const block = blockPath(text, Math.min(base, bracket), bracket, scan.start)
  const above = part?.kind === 'role' && part.section !== null && block.column > 0 ? [part.section] : []
  const style = scan.style === 'plain' && scan.start === end ? 'empty' : scan.style
  const typed = text.slice(scan.start, end).trim()
  const path = [...above, ...block.path, ...namesOf(scan)]
  const at = placeOf(scan)
  if (at === 'key' && scan.start === offset && isBeforeKey(text, offset)) return null
  // What stands behind the cursor too, as far as the parser saw it.
  const siblings = flow
    ? [...(scan.levels.at(-1)?.keys ?? []), ...keysOf(around.inner)]
    : path.length === 0
      ? topKeys(document)
      : block.siblings
  return {
    path,
    at,
    start: scan.start,
    end,
    style,
    open,
    lead: leadAt(text, scan.start),
    flow,
    colon: /^["']?[ \t]*:/.test(text.slice(end, end + 40)),
    siblings: siblings.filter((name) => name !== typed),
    column: block.column,
    inItem: scan.levels.length > 0 || block.inItem,
  }
}
