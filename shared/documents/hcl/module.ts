/** The files of one directory make a Terraform module: what each of them says that matters to roles. */

import type { FormProblem } from '../../syntax/form-problem.js'
import { firstLine, tooLongMessage, unreadable } from '../../syntax/fragment.js'
import type { HclBlock } from '../../syntax/hcl/cut.js'
import { cutHcl } from '../../syntax/hcl/cut.js'
import type { Expression, HclAttribute } from '../../syntax/hcl/expression.js'
import type { ParsedBlock } from '../../syntax/hcl/parse.js'
import { parseBlock } from '../../syntax/hcl/parse.js'
import type { Chunk, ScalarNode } from '../../syntax/node.js'
import { blankOut, findConflicts, overlapping } from '../../text/conflicts.js'
import { copyOf } from '../../text/copy.js'
import type { Source } from '../../text/source.js'

/** A `locals`, `variable` or role block and where it stands now. */
export type PlacedBlock = {
  readonly block: ParsedBlock
  readonly offset: number
  /** What stands around it makes it uncertain what belongs to it. */
  readonly stray: boolean
}

export type ModuleFile = {
  readonly source: Source
  readonly blocks: readonly PlacedBlock[]
  /** What was parsed on its own, and where that stands now. */
  readonly chunks: readonly { readonly chunk: Chunk; readonly offset: number }[]
  /** Problems that belong to no block. */
  readonly problems: readonly FormProblem[]
  readonly locals: ReadonlyMap<string, Expression>
  /** Defaults of variables. */
  readonly variables: ReadonlyMap<string, Expression>
}

const roleBlock = /resource[ \t]+"rolecall_/y

const isRole = (text: string, { start, word }: HclBlock): boolean => {
  roleBlock.lastIndex = start
  return word === 'resource' && roleBlock.test(text)
}

/** Gives each block of the version before to the first piece with the same text. */
const createReuse = (before: ModuleFile | null) => {
  const byText = new Map<string, ParsedBlock[]>()
  for (const { block } of before?.blocks ?? []) {
    const same = byText.get(block.chunk.text)
    if (same) same.push(block)
    else byText.set(block.chunk.text, [block])
  }
  return (text: string): ParsedBlock | null => byText.get(text)?.shift() ?? null
}

export type Definitions = Pick<ModuleFile, 'locals' | 'variables'>

/** The first of a name counts: Terraform refuses a second. */
export const firstByName = (entries: Iterable<readonly [ScalarNode, Expression]>): ReadonlyMap<string, Expression> => {
  const named = new Map<string, Expression>()
  for (const [{ text }, value] of entries) if (!named.has(text)) named.set(text, value)
  return named
}

/** A value that may go on where the text is not well formed: more stands in its lists than can be seen. */
const unfinished = (value: Expression): Expression => {
  if (value.kind === 'list' || value.kind === 'tuple') {
    const { chunk, start, end } = value
    return {
      kind: 'tuple',
      chunk,
      start,
      end,
      items: [...value.items.map(unfinished), { kind: 'opaque', chunk, start, end }],
    }
  }
  if (value.kind === 'call') return { ...value, arguments: value.arguments.map(unfinished) }
  if (value.kind === 'conditional') return { ...value, yes: unfinished(value.yes), no: unfinished(value.no) }
  if (value.kind !== 'map' && value.kind !== 'object') return value
  const { chunk, start, end } = value
  const attributes = value.kind === 'map' ? value.entries : value.attributes
  return {
    kind: 'object',
    chunk,
    start,
    end,
    attributes: attributes.map((own) => ({ key: own.key, value: unfinished(own.value) })),
  }
}

const valueIn = ({ problems }: ParsedBlock, { key, value }: HclAttribute): Expression =>
  problems.some(({ start }) => key.start <= start && start <= value.end) ? unfinished(value) : value

const definitionsOf = (blocks: readonly PlacedBlock[]): Definitions => ({
  locals: firstByName(
    blocks
      .filter(({ block }) => block.type.text === 'locals')
      .flatMap(({ block }) => block.body.attributes.map((own) => [own.key, valueIn(block, own)] as const)),
  ),
  variables: firstByName(
    blocks.flatMap(({ block }) => {
      const [name] = block.type.text === 'variable' ? block.labels : []
      const value = block.body.attributes.find(({ key }) => key.text === 'default')
      return name && value ? [[name, valueIn(block, value)] as const] : []
    }),
  ),
})

/** Of a file that is too long to be read. */
export const unreadModuleFile = (source: Source): ModuleFile => {
  const chunk: Chunk = { text: source.text }
  return {
    source,
    blocks: [],
    chunks: [{ chunk, offset: 0 }],
    problems: [unreadable({ chunk, ...firstLine(source.text) }, { message: tooLongMessage })],
    locals: new Map(),
    variables: new Map(),
  }
}

const brokenMessage = 'A role begins with its resource type and its key in quotes, and `{` in the same line.'

/** Reads a `.tf` file; parses only the blocks that differ from the version before. */
export const readModuleFile = (source: Source, before: ModuleFile | null): ModuleFile => {
  const { conflicts, markers } = findConflicts(source.text)
  const text = blankOut(source.text, 0, markers)
  const reuse = createReuse(before)
  const { blocks: pieces, broken } = cutHcl(text)
  const ours = pieces.filter((piece) => piece.word === 'locals' || piece.word === 'variable' || isRole(text, piece))
  const blocks = ours.map((piece): PlacedBlock => {
    const chunk: Chunk = { text: copyOf(text, piece) }
    const stray = piece.stray || overlapping(conflicts, piece).length > 0
    return { block: reuse(chunk.text) ?? parseBlock(chunk), offset: piece.start, stray }
  })
  const headers = broken.map((line) => ({ chunk: { text: copyOf(text, line) }, offset: line.start }))
  return {
    source,
    blocks,
    chunks: [...blocks.map(({ block, offset }) => ({ chunk: block.chunk, offset })), ...headers],
    problems: headers.map(({ chunk }) =>
      unreadable({ chunk, start: 0, end: chunk.text.trimEnd().length }, { message: brokenMessage }),
    ),
    ...definitionsOf(blocks),
  }
}
