/** A range of text in UTF-16 offsets, end exclusive. */
export type Span = { readonly start: number; readonly end: number }
