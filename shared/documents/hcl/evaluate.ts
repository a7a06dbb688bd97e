/** From expressions to what they stand for, as far as that can be seen in the module's text. */

import type { Expression, HclAttribute, HclCall, Reference } from '../../syntax/hcl/expression.js'
import { isNode } from '../../syntax/hcl/expression.js'
import type { Entry, Node } from '../../syntax/node.js'
import { isNull } from '../../syntax/view.js'
import type { Limits } from '../code-limits.js'
import { maximumEvaluations } from '../code-limits.js'
import {
  aliasTarget,
  concat,
  distinct,
  either,
  expand,
  expandFunction,
  flatten,
  listAt,
  opaqueAt,
  union,
} from '../code-list.js'
import type { ModuleScope } from './scope.js'

const step = (node: Node, name: string): Node | null => {
  const from = aliasTarget(node)
  if (from.kind === 'map') return from.entries.findLast(({ key }) => key.text === name)?.value ?? null
  return from.kind === 'list' && /^\d+$/.test(name) ? (from.items[Number(name)] ?? null) : null
}

const follow = (node: Node | null, path: readonly string[]): Node | null => {
  let at = node
  for (const name of path) at = at && step(at, name)
  return at
}

const lookUp = ([root, name, ...rest]: readonly string[], scope: ModuleScope): Node | null => {
  if (name === undefined) return null
  if (root === 'local') return follow(scope.local(name), rest)
  if (root === 'var') return follow(scope.variable(name), rest)
  if (root !== 'each' || !scope.each) return null
  if (name === 'key') return rest.length === 0 ? scope.each.key : null
  return name === 'value' ? follow(scope.each.value, rest) : null
}

const reference = (use: Reference, scope: ModuleScope): Node => {
  const found = lookUp(use.path, scope)
  const target = found && aliasTarget(found)
  if (!target || target.kind === 'opaque') return opaqueAt(use)
  const { chunk, start, end } = use
  return { kind: 'alias', chunk, start, end, name: use.path.join('.'), target }
}

/** Functions that give the list they take, as a set or in another order. */
const same: ReadonlySet<string> = new Set(['toset', 'tolist', 'sort', 'reverse'])

const call = (use: HclCall, scope: ModuleScope): Node => {
  const values = use.arguments.map((argument) => evaluate(argument, scope))
  const [first, second] = values
  if (use.spread || !first || scope.limits.isTooMuch(values)) return opaqueAt(use)
  if (same.has(use.name) && values.length === 1) return aliasTarget(first).kind === 'list' ? first : opaqueAt(use)
  const isLiteral = use.arguments[0]?.kind === 'list'
  if (use.name === 'concat') return concat(use, values)
  if (use.name === 'setunion') return union(use, values)
  if (use.name === 'distinct' && values.length === 1) return distinct(use, first, isLiteral)
  if (use.name === 'flatten' && values.length === 1) return flatten(use, first)
  return use.name === expandFunction && second ? expand(use, second) : opaqueAt(use)
}

/** A list inside a list stays one: only a YAML alias stands for its elements there. */
const item = (node: Node): Node =>
  node.kind === 'alias' && aliasTarget(node).kind === 'list' ? aliasTarget(node) : node

const entryOf = ({ key, value }: HclAttribute, scope: ModuleScope): Entry => ({ key, value: evaluate(value, scope) })

const evaluateParts = (expression: Exclude<Expression, Node>, scope: ModuleScope): Node => {
  if (expression.kind === 'reference') return reference(expression, scope)
  if (expression.kind === 'call') return call(expression, scope)
  if (expression.kind === 'conditional') {
    return either(expression, evaluate(expression.yes, scope), evaluate(expression.no, scope))
  }
  const { chunk, start, end } = expression
  if (expression.kind === 'tuple')
    return listAt(
      expression,
      expression.items.map((part) => item(evaluate(part, scope))),
    )
  const entries = expression.attributes.map((attribute) => entryOf(attribute, scope))
  return { kind: 'map', chunk, start, end, flow: true, entries }
}

/** What an expression stands for; opaque where that is not understood, or too much. */
export const evaluate = (expression: Expression, scope: ModuleScope): Node => {
  if (isNode(expression)) return expression
  const { limits } = scope
  if (limits.depth >= maximumEvaluations) return opaqueAt(expression)
  limits.depth += 1
  const node = evaluateParts(expression, scope)
  limits.depth -= 1
  return limits.isTooMuch([node]) ? opaqueAt(expression) : node
}

type Named = (name: string) => Expression | null

/** Evaluates each name once, when it is first asked for. One that stands for itself stands for nothing. */
const once = (expressionOf: Named, read: (expression: Expression) => Node) => {
  const known = new Map<string, Node | null>()
  return (name: string): Node | null => {
    const before = known.get(name)
    if (before !== undefined) return before
    const expression = expressionOf(name)
    known.set(name, null)
    const node = expression && read(expression)
    known.set(name, node)
    return node
  }
}

/** A default that says nothing is there to be set from outside. */
const isPlaceholder = (node: Node): boolean => {
  const target = aliasTarget(node)
  if (target.kind === 'list') return target.items.length === 0
  if (target.kind === 'map') return target.entries.length === 0
  return target.kind === 'scalar' && (target.text === '' || isNull(target))
}

/** The scope of a module whose `locals` and `variable` blocks say this. */
export const createScope = (local: Named, variable: Named, limits: Limits): ModuleScope => {
  const read = (expression: Expression): Node => evaluate(expression, scope)
  const variables = once(variable, read)
  const scope: ModuleScope = {
    local: once(local, read),
    variable: (name) => {
      const node = variables(name)
      return node && isPlaceholder(node) ? null : node
    },
    each: null,
    limits,
  }
  return scope
}
