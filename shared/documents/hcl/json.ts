/** `.tf.json`: https://developer.hashicorp.com/terraform/language/syntax/json */

import { isBrokenIn } from '../../syntax/fragment.js'
import { createCursor, skipSpace } from '../../syntax/hcl/cursor.js'
import type { Expression, HclAttribute } from '../../syntax/hcl/expression.js'
import { isNode } from '../../syntax/hcl/expression.js'
import type { ParsedBlock } from '../../syntax/hcl/parse.js'
import { readExpression } from '../../syntax/hcl/parse-expression.js'
import type { Chunk, MapNode, Node, ScalarNode } from '../../syntax/node.js'
import { blankOut, findConflicts, overlapping } from '../../text/conflicts.js'
import type { Source } from '../../text/source.js'
import { opaqueAt } from '../code-list.js'
import { parseJsonFragment } from '../json/document.js'
import type { ModuleFile, PlacedBlock } from './module.js'
import { firstByName } from './module.js'
import { typePrefix } from './resource.js'

const template = /(?<![$%])[$%]\{/

/** A string is a template: one that is nothing but `${…}` stands for the value inside. */
const ofString = (node: ScalarNode): Expression => {
  if (node.style !== 'double' || !template.test(node.text)) return node
  const { chunk } = node
  const raw = chunk.text.slice(node.start + 1, node.end - 1)
  if (!raw.startsWith('${') || !raw.endsWith('}') || raw.includes('\\')) return opaqueAt(node)
  const cursor = createCursor(chunk, false, node.start + 3)
  cursor.wrapped = true
  const inner = readExpression(cursor)
  skipSpace(cursor)
  return cursor.at === node.end - 2 && cursor.problems.length === 0 ? inner : opaqueAt(node)
}

/** Keys that hold comments. */
const isComment = (key: ScalarNode): boolean => key.text === '//'

const attributesOf = (map: MapNode): readonly HclAttribute[] =>
  map.entries.filter(({ key }) => !isComment(key)).map(({ key, value }) => ({ key, value: expressionOf(value) }))

const expressionOf = (node: Node): Expression => {
  if (node.kind === 'scalar') return ofString(node)
  const { chunk, start, end } = node
  if (node.kind === 'list') {
    const items = node.items.map(expressionOf)
    if (!items.every(isNode)) return { kind: 'tuple', chunk, start, end, items }
    return { kind: 'list', chunk, start, end, flow: true, patterns: false, items }
  }
  if (node.kind !== 'map') return node
  const attributes = attributesOf(node)
  const entries = attributes.filter((made): made is { key: ScalarNode; value: Node } => isNode(made.value))
  if (entries.length < attributes.length) return { kind: 'object', chunk, start, end, attributes }
  return { kind: 'map', chunk, start, end, flow: true, entries }
}

const entriesOf = (node: Node | undefined, name?: string): MapNode['entries'] => {
  if (node?.kind === 'list') return node.items.flatMap((item) => entriesOf(item, name))
  const entries = node?.kind === 'map' ? node.entries.filter(({ key }) => !isComment(key)) : []
  return name === undefined
    ? entries
    : entries.filter(({ key }) => key.text === name).flatMap(({ value }) => entriesOf(value))
}

const bodiesOf = (node: Node): readonly MapNode[] => {
  if (node.kind === 'list') return node.items.flatMap(bodiesOf)
  return node.kind === 'map' ? [node] : []
}

const blockOf = (type: ScalarNode, name: ScalarNode, map: MapNode, broken: boolean): ParsedBlock => {
  const { chunk, start, end } = map
  const isBlock = ({ key }: HclAttribute): boolean =>
    key.text === 'lifecycle' || key.text === 'provisioner' || key.text === 'connection'
  const attributes = attributesOf(map).filter((attribute) => !isBlock(attribute))
  const body = { chunk, start, end, attributes, blocks: [] }
  const word: ScalarNode = {
    kind: 'scalar',
    chunk,
    start: type.start,
    end: type.start,
    text: 'resource',
    style: 'plain',
  }
  return { chunk, start: name.start, end, type: word, labels: [type, name], body, problems: [], broken }
}

export const readJsonModuleFile = (source: Source): ModuleFile => {
  const chunk: Chunk = { text: source.text }
  const { conflicts, markers } = findConflicts(source.text)
  const fragment = parseJsonFragment(chunk, blankOut(source.text, 0, markers).replace(/^\uFEFF/, ' '), 'json')
  const { root, problems } = fragment
  const top = root ?? undefined
  const blocks = entriesOf(top, 'resource')
    .filter(({ key }) => key.text.startsWith(typePrefix))
    .flatMap(({ key: type, value }) =>
      entriesOf(value).flatMap(({ key: name, value: bodies }) =>
        bodiesOf(bodies).map(
          (map): PlacedBlock => ({
            block: blockOf(type, name, map, isBrokenIn(fragment, name.start, map.end)),
            offset: 0,
            stray: overlapping(conflicts, map).length > 0,
          }),
        ),
      ),
    )
  return {
    source,
    blocks,
    chunks: [{ chunk, offset: 0 }],
    problems,
    locals: firstByName(entriesOf(top, 'locals').map(({ key, value }) => [key, expressionOf(value)])),
    variables: firstByName(
      entriesOf(top, 'variable').flatMap(({ key, value }) =>
        entriesOf(value)
          .filter((entry) => entry.key.text === 'default')
          .map((entry) => [key, expressionOf(entry.value)] as const),
      ),
    ),
  }
}
