/** Zero-based, UTF-16 units, as in LSP. */
export type Position = { readonly line: number; readonly character: number }

export type Range = { readonly start: Position; readonly end: Position }
