import type { ScalarStyle } from '@rolecall/shared/syntax/node.js'

/** Where in a role file one types, found from the text around: half a line is the normal case. */
export type Cursor = {
  /** The keys around, from the top level down; lists do not count. For a value its own key is the last. */
  readonly path: readonly string[]
  readonly at: 'key' | 'value' | 'item'
  /**
   * What is typed there now, between the quotes. On one line; the cursor is in it or at its end.
   * For a key of JSON without its colon the closing quote counts.
   */
  readonly start: number
  readonly end: number
  readonly style: ScalarStyle
  /** A quoted string without its closing quote. */
  readonly open: boolean
  /** A space, where none stands yet behind the dash or the colon before. */
  readonly lead: string
  readonly flow: boolean
  /** A key with its colon. */
  readonly colon: boolean
  /** Other keys of the same map, as far as they are seen. */
  readonly siblings: readonly string[]
  /** The column at which a key of this map starts; in JSON the line that it is in. */
  readonly column: number
  /** The map is in brackets, or an item of a list: not what a key stands for directly. */
  readonly inItem: boolean
}
