/** From TypeScript expressions to what they stand for, as far as that can be seen in the file. */

import type ts from 'typescript'
import type { Chunk, ChunkSpan, Entry, MapNode, Node, ScalarNode, ScalarStyle } from '../../syntax/node.js'
import type { Limits } from '../code-limits.js'
import { maximumEvaluations } from '../code-limits.js'
import { aliasTarget, either, elementsOf, listAt, opaqueAt } from '../code-list.js'
import type { Constants } from './constants.js'
import { terraformName } from './names.js'

export type Evaluation = {
  readonly compiler: typeof ts
  readonly file: ts.SourceFile
  readonly chunk: Chunk
  readonly constants: Constants
  readonly limits: Limits
  /** Of each constant, once it was asked for. */
  readonly known: Map<string, Node | null>
}

export const nodeSpan = ({ chunk, file }: Evaluation, node: ts.Node): ChunkSpan => ({
  chunk,
  start: node.getStart(file),
  end: node.end,
})

const quotes: Readonly<Record<string, ScalarStyle>> = { '"': 'double', "'": 'single', '`': 'template' }

const isOpen = (text: string, start: number, end: number): boolean => {
  if (end - start < 2 || text[end - 1] !== text[start]) return true
  let backslashes = 0
  while (text[end - 2 - backslashes] === '\\') backslashes += 1
  return backslashes % 2 === 1
}

export const stringNode = (evaluation: Evaluation, node: ts.StringLiteralLike): ScalarNode => {
  const place = nodeSpan(evaluation, node)
  const { text } = evaluation.chunk
  const style = quotes[text.charAt(place.start)] ?? 'plain'
  const scalar: ScalarNode = { kind: 'scalar', ...place, text: node.text, style }
  return isOpen(text, place.start, place.end) ? { ...scalar, open: true } : scalar
}

const plain = (evaluation: Evaluation, node: ts.Node, text: string): ScalarNode => ({
  kind: 'scalar',
  ...nodeSpan(evaluation, node),
  text,
  style: 'plain',
})

const keyNode = (evaluation: Evaluation, name: ts.PropertyName): ScalarNode | null => {
  const { compiler } = evaluation
  if (compiler.isStringLiteralLike(name)) return { ...stringNode(evaluation, name), text: terraformName(name.text) }
  return compiler.isIdentifier(name) ? plain(evaluation, name, terraformName(name.text)) : null
}

/** Stands for attributes that cannot be seen. */
const unseen = (evaluation: Evaluation, node: ts.Node): Entry => {
  const place = nodeSpan(evaluation, node)
  return { key: { kind: 'scalar', ...place, end: place.start, text: '', style: 'empty' }, value: opaqueAt(place) }
}

const spreadEntries = (evaluation: Evaluation, { expression }: ts.SpreadAssignment): readonly Entry[] => {
  const map = aliasTarget(evaluate(evaluation, expression))
  return map.kind === 'map' ? map.entries : [unseen(evaluation, expression)]
}

const propertyEntries = (evaluation: Evaluation, property: ts.ObjectLiteralElementLike): readonly Entry[] => {
  const { compiler } = evaluation
  if (compiler.isSpreadAssignment(property)) return spreadEntries(evaluation, property)
  if (compiler.isShorthandPropertyAssignment(property)) {
    const { name } = property
    return [{ key: plain(evaluation, name, terraformName(name.text)), value: evaluate(evaluation, name) }]
  }
  const key = compiler.isPropertyAssignment(property) ? keyNode(evaluation, property.name) : null
  if (!key || !compiler.isPropertyAssignment(property)) return [unseen(evaluation, property)]
  return [{ key, value: evaluate(evaluation, property.initializer) }]
}

const objectNode = (evaluation: Evaluation, node: ts.ObjectLiteralExpression): MapNode => ({
  kind: 'map',
  ...nodeSpan(evaluation, node),
  flow: true,
  entries: node.properties.flatMap((property) => propertyEntries(evaluation, property)),
})

const arrayNode = (evaluation: Evaluation, node: ts.ArrayLiteralExpression): Node => {
  const { compiler } = evaluation
  const items = node.elements.flatMap((element): readonly Node[] => {
    if (compiler.isSpreadElement(element)) return elementsOf(evaluate(evaluation, element.expression))
    if (compiler.isOmittedExpression(element)) return []
    const item = evaluate(evaluation, element)
    return [item.kind === 'alias' && aliasTarget(item).kind === 'list' ? aliasTarget(item) : item]
  })
  return listAt(nodeSpan(evaluation, node), items)
}

const constantNode = (evaluation: Evaluation, node: ts.Identifier): Node => {
  const place = nodeSpan(evaluation, node)
  const { known, constants } = evaluation
  if (!known.has(node.text)) {
    const value = constants(node.text)
    // While it is evaluated it is unknown: it may stand for itself.
    known.set(node.text, null)
    known.set(node.text, value && aliasTarget(evaluate(evaluation, value)))
  }
  const target = known.get(node.text)
  if (!target || target.kind === 'opaque') return opaqueAt(place)
  return { kind: 'alias', ...place, name: node.text, target }
}

const memberNode = (evaluation: Evaluation, node: ts.Expression, object: ts.Expression, name: string): Node => {
  const place = nodeSpan(evaluation, node)
  const from = aliasTarget(evaluate(evaluation, object))
  const member =
    from.kind === 'map'
      ? from.entries.findLast(({ key }) => key.text === terraformName(name))?.value
      : from.kind === 'list' && /^\d+$/.test(name)
        ? from.items[Number(name)]
        : undefined
  const target = member && aliasTarget(member)
  if (!target || target.kind === 'opaque') return opaqueAt(place)
  return { kind: 'alias', ...place, name, target }
}

/** Without wrappings that change nothing at run time. */
export const unwrap = ({ compiler }: Pick<Evaluation, 'compiler'>, node: ts.Expression): ts.Expression => {
  let at = node
  while (
    compiler.isParenthesizedExpression(at) ||
    compiler.isAsExpression(at) ||
    compiler.isSatisfiesExpression(at) ||
    compiler.isNonNullExpression(at) ||
    compiler.isTypeAssertionExpression(at)
  ) {
    at = at.expression
  }
  return at
}

const evaluateParts = (evaluation: Evaluation, node: ts.Expression): Node => {
  const { compiler } = evaluation
  if (compiler.isStringLiteralLike(node)) return stringNode(evaluation, node)
  if (compiler.isArrayLiteralExpression(node)) return arrayNode(evaluation, node)
  if (compiler.isObjectLiteralExpression(node)) return objectNode(evaluation, node)
  if (compiler.isNumericLiteral(node)) return plain(evaluation, node, node.text)
  if (node.kind === compiler.SyntaxKind.TrueKeyword) return plain(evaluation, node, 'true')
  if (node.kind === compiler.SyntaxKind.FalseKeyword) return plain(evaluation, node, 'false')
  if (node.kind === compiler.SyntaxKind.NullKeyword) return plain(evaluation, node, 'null')
  if (compiler.isIdentifier(node)) {
    return node.text === 'undefined' ? plain(evaluation, node, 'null') : constantNode(evaluation, node)
  }
  if (compiler.isPropertyAccessExpression(node)) return memberNode(evaluation, node, node.expression, node.name.text)
  if (compiler.isElementAccessExpression(node)) {
    const { argumentExpression: index, expression } = node
    const isLiteral = compiler.isStringLiteralLike(index) || compiler.isNumericLiteral(index)
    return isLiteral ? memberNode(evaluation, node, expression, index.text) : opaqueAt(nodeSpan(evaluation, node))
  }
  if (!compiler.isConditionalExpression(node)) return opaqueAt(nodeSpan(evaluation, node))
  return either(nodeSpan(evaluation, node), evaluate(evaluation, node.whenTrue), evaluate(evaluation, node.whenFalse))
}

/** What an expression stands for; opaque where that is not understood, or too much. */
export const evaluate = (evaluation: Evaluation, expression: ts.Expression): Node => {
  const inner = unwrap(evaluation, expression)
  const { limits } = evaluation
  if (limits.depth >= maximumEvaluations) return opaqueAt(nodeSpan(evaluation, inner))
  limits.depth += 1
  const node = evaluateParts(evaluation, inner)
  limits.depth -= 1
  return limits.isTooMuch([node]) ? opaqueAt(nodeSpan(evaluation, inner)) : node
}
