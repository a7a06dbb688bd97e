import { maximumDepth, maximumExpansion } from '../syntax/fragment.js'
import type { Node } from '../syntax/node.js'

/** Keeps few lines from standing for billions of values, or for ones inside each other without end. */
export type Limits = {
  readonly isTooMuch: (nodes: readonly Node[]) => boolean
  /** Takes what a value stands for out of the budget of the document; false where that is used up. */
  readonly spend: (node: Node) => boolean
  /** How many expressions are being evaluated for one another. */
  depth: number
}

/** Most values that one expression may stand for. */
const maximumSize = 10_000

/** Most expressions that may be needed for one. */
export const maximumEvaluations = 3 * maximumDepth

type Extent = { readonly size: number; readonly depth: number }

const one: Extent = { size: 1, depth: 1 }

const childrenOf = (node: Node): readonly Node[] => {
  if (node.kind === 'alias') return node.target ? [node.target] : []
  if (node.kind === 'list') return node.items
  return node.kind === 'map' ? node.entries.map(({ value }) => value) : []
}

export const createLimits = (): Limits => {
  const known = new Map<Node, Extent>()
  const extentOf = (node: Node): Extent => {
    if (node.kind === 'scalar' || node.kind === 'opaque') return one
    const before = known.get(node)
    if (before) return before
    const inner = childrenOf(node).map(extentOf)
    const extent = {
      size: inner.reduce((sum, { size }) => sum + size, 1),
      depth: 1 + inner.reduce((most, { depth }) => Math.max(most, depth), 0),
    }
    known.set(node, extent)
    return extent
  }
  let left = maximumExpansion
  return {
    spend: (node) => {
      left -= node.kind === 'scalar' ? 1 : extentOf(node).size
      return left >= 0
    },
    isTooMuch: (nodes) => {
      const extents = nodes.map(extentOf)
      return (
        extents.some(({ depth }) => depth > 2 * maximumDepth) ||
        extents.reduce((sum, { size }) => sum + size, 0) > maximumSize
      )
    },
    depth: 0,
  }
}
