/** Terraform expressions as far as they are understood; the rest is opaque. */
import type { ChunkSpan, Node, ScalarNode } from '../node.js'

/** `local.roles["a"].name`. */
export type Reference = ChunkSpan & { readonly kind: 'reference'; readonly path: readonly string[] }

export type HclCall = ChunkSpan & {
  readonly kind: 'call'
  readonly name: string
  readonly arguments: readonly Expression[]
  /** `f(list...)`. */
  readonly spread: boolean
}

export type Conditional = ChunkSpan & {
  readonly kind: 'conditional'
  readonly yes: Expression
  readonly no: Expression
}

/** A list in which something must be evaluated. */
export type Tuple = ChunkSpan & { readonly kind: 'tuple'; readonly items: readonly Expression[] }

export type HclAttribute = { readonly key: ScalarNode; readonly value: Expression }

/** A map in which something must be evaluated. */
export type ObjectExpression = ChunkSpan & { readonly kind: 'object'; readonly attributes: readonly HclAttribute[] }

export type Expression = Node | Reference | HclCall | Conditional | Tuple | ObjectExpression

/** What stands between the brackets of a block, or in all of a file. */
export type Body = ChunkSpan & { readonly attributes: readonly HclAttribute[]; readonly blocks: readonly Block[] }

export type Block = ChunkSpan & {
  readonly type: ScalarNode
  readonly labels: readonly ScalarNode[]
  readonly body: Body
}

const evaluated: ReadonlySet<string> = new Set(['reference', 'call', 'conditional', 'tuple', 'object'])

/** Whether the expression is what it stands for already. */
export const isNode = (expression: Expression): expression is Node => !evaluated.has(expression.kind)
