import type { Node } from '../../syntax/node.js'
import type { Limits } from '../code-limits.js'

/** What names mean where an expression stands. */
export type ModuleScope = {
  /** What `local.name` and `var.name` are set to; null where that cannot be seen. */
  readonly local: (name: string) => Node | null
  readonly variable: (name: string) => Node | null
  /** Inside `for_each`. */
  readonly each: { readonly key: Node; readonly value: Node } | null
  readonly limits: Limits
}
