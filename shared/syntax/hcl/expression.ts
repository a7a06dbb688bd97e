/** Terraform expressions as far as they are understood; the rest is opaque. */
import type { Chunk, Node, ScalarNode } from '../node.js'

type Placed = { readonly chunk: Chunk; readonly start: number; readonly end: number }

/** `local.roles["a"].name`. */
export type Reference = Placed & { readonly kind: 'reference'; readonly path: readonly string[] }

export type Call = Placed & {
  readonly kind: 'call'
  readonly name: string
  readonly arguments: readonly Expression[]
  /** `f(list...)`. */
  readonly spread: boolean
}

export type Conditional = Placed & { readonly kind: 'conditional'; readonly yes: Expression; readonly no: Expression }

/** A list in which something must be evaluated. */
export type Tuple = Placed & { readonly kind: 'tuple'; readonly items: readonly Expression[] }

export type Attribute = { readonly key: ScalarNode; readonly value: Expression }

/** A map in which something must be evaluated. */
export type ObjectExpression = Placed & { readonly kind: 'object'; readonly attributes: readonly Attribute[] }

export type Expression = Node | Reference | Call | Conditional | Tuple | ObjectExpression

/** What stands between the brackets of a block, or in all of a file. */
export type Body = Placed & { readonly attributes: readonly Attribute[]; readonly blocks: readonly Block[] }

export type Block = Placed & { readonly type: ScalarNode; readonly labels: readonly ScalarNode[]; readonly body: Body }

const evaluated: ReadonlySet<string> = new Set(['reference', 'call', 'conditional', 'tuple', 'object'])

/** Whether the expression is what it stands for already. */
export const isNode = (expression: Expression): expression is Node => !evaluated.has(expression.kind)
