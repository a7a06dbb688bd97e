import type { ScalarNode } from './node.js'

/** Whether a quoted string ends with its closing quote, not with an escaped one. */
export const isClosed = (text: string, start: number, end: number): boolean => {
  const quote = text[start]
  if (end - start < 2 || text[end - 1] !== quote) return false
  if (quote === "'") return true
  let backslashes = 0
  while (text[end - 2 - backslashes] === '\\') backslashes += 1
  return backslashes % 2 === 0
}

/** Between the quotes, or all of it where there are none. Offsets in the node's chunk. */
export const contentOf = (node: ScalarNode): { readonly start: number; readonly end: number } => {
  const quoted = node.style === 'single' || node.style === 'double' || node.style === 'template'
  if (!quoted) return { start: node.start, end: node.end }
  return { start: node.start + 1, end: node.open ? node.end : Math.max(node.start + 1, node.end - 1) }
}
