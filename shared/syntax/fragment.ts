import type { FormProblem } from './form-problem.js'
import type { AliasNode, Chunk, ChunkSpan, Node } from './node.js'

/** A chunk read into nodes. Depends on nothing outside the chunk, so it outlives edits elsewhere. */
export type Fragment = {
  readonly chunk: Chunk
  /** Null where nothing but comments is written, or nothing could be read. */
  readonly root: Node | null
  /** The last node of each anchor. */
  readonly anchors: ReadonlyMap<string, Node>
  /** Aliases whose anchor must stand in an earlier chunk. */
  readonly wants: readonly AliasNode[]
  readonly aliasCount: number
  /** What stands after `<<`. */
  readonly merges: readonly Node[]
  readonly problems: readonly FormProblem[]
  /** The text is not well formed: what was read may lack something. */
  readonly broken: boolean
  /** Where it is not well formed, if what stands elsewhere is read as if it were. */
  readonly faults?: readonly number[]
}

/** Whether a stretch of a fragment may lack something. */
export const isBrokenIn = ({ broken, faults }: Fragment, start: number, end: number): boolean =>
  broken && (faults === undefined || faults.some((at) => start <= at && at <= end))

/** Most collections inside each other. */
export const maximumDepth = 100

/** UTF-16 units. */
export const maximumLength = 5_000_000

export const tooLongMessage = `This file is longer than ${maximumLength / 1_000_000} MB, so it is not read. Split it.`

export const firstLine = (text: string): { readonly start: number; readonly end: number } => ({
  start: 0,
  end: Math.max(0, text.search(/[\r\n]|$/)),
})

export const maximumAliases = 10_000

/** Most values that all aliases of a file together may stand for. */
export const maximumExpansion = 250_000

type ProblemParts = {
  readonly message: string
  readonly suggestions?: readonly string[]
  readonly role?: string | null
}

const formProblem =
  (code: FormProblem['code']) =>
  (at: ChunkSpan, parts: ProblemParts): FormProblem => ({
    code,
    message: parts.message,
    suggestions: parts.suggestions ?? [],
    chunk: at.chunk,
    start: at.start,
    end: at.end,
    role: parts.role ?? null,
  })

/** RC013: the file cannot be read here. */
export const unreadable = formProblem('RC013')

/** RC008: it can be read, and means nothing we know. */
export const misplaced = formProblem('RC008')

/** The keys that stand more than once in one map, but for the first of each. */
export const repeatedKeys = <Keyed extends { readonly text: string }>(keys: readonly Keyed[]): readonly Keyed[] => {
  if (keys.length < 2) return []
  const seen = new Set<string>()
  return keys.filter(({ text }) => {
    const repeated = seen.has(text)
    seen.add(text)
    return repeated
  })
}

export const repeatedKeyMessage = (key: string): string =>
  `The key \`${key}\` stands here more than once. Keep one of them: only the last would count.`

export const tooDeepMessage = `More than ${maximumDepth} lists and maps stand inside each other here. Write it flatter.`

const noAnchors: Fragment['anchors'] = new Map()

/** A fragment of a text without anchors and aliases. */
export const plainFragment = (chunk: Chunk, root: Node | null, problems: readonly FormProblem[]): Fragment => ({
  chunk,
  root,
  anchors: noAnchors,
  wants: [],
  aliasCount: 0,
  merges: [],
  problems,
  broken: problems.length > 0,
})

/** One error often makes a parser report several in a line; the first says it. `startOf` gives offsets in `text`. */
export const firstOfEachLine = <Item>(
  items: readonly Item[],
  startOf: (item: Item) => number,
  text: string,
): readonly Item[] => {
  let lineEnd = -1
  return [...items]
    .sort((one, other) => startOf(one) - startOf(other))
    .filter((item) => {
      const start = startOf(item)
      if (start <= lineEnd) return false
      const newline = text.indexOf('\n', start)
      lineEnd = newline < 0 ? text.length : newline
      return true
    })
}
