import { maximumLength, unreadable } from '../../syntax/fragment.js'
import { stringsIn } from '../../syntax/hcl/cut.js'
import type { ParsedBlock } from '../../syntax/hcl/parse.js'
import type { Chunk } from '../../syntax/node.js'
import type { Resolver } from '../../syntax/view.js'
import { conflictProblems, findConflicts } from '../../text/conflicts.js'
import { covering } from '../../text/covering.js'
import type { IgnoreComment } from '../../text/ignore-comments.js'
import { commentStyles, findIgnores } from '../../text/ignore-comments.js'
import type { HclLanguage } from '../../text/language.js'
import type { Source } from '../../text/source.js'
import type { Span } from '../../text/span.js'
import { codeDocument, createPlace } from '../code-document.js'
import { createLimits } from '../code-limits.js'
import { createCodeResolver } from '../code-role.js'
import type { RoleDocument } from '../document.js'
import { createScope } from './evaluate.js'
import { readJsonModuleFile } from './json.js'
import type { ModuleFile, PlacedBlock } from './module.js'
import { readModuleFile, unreadModuleFile } from './module.js'
import type { BoundBlock } from './resource.js'
import { bindResource } from './resource.js'

/** A file of a Terraform module, with what is needed to read its next version. */
export type HclDocument = RoleDocument & {
  readonly language: HclLanguage
  readonly module: ModuleFile
  readonly siblings: readonly ModuleFile[]
  readonly bound: ReadonlyMap<ParsedBlock, BoundBlock>
}

/** Reads what a file of a module says that matters to roles, in this file and in others of its directory. */
export const readHclModule = (source: Source, language: HclLanguage, before: ModuleFile | null = null): ModuleFile => {
  if (source.text.length > maximumLength) return unreadModuleFile(source)
  if (before?.source.text === source.text && before.source.file === source.file) return { ...before, source }
  return language === 'hcl' ? readModuleFile(source, before) : readJsonModuleFile(source)
}

const definitions = ({ locals, variables }: ModuleFile): readonly unknown[] => [...locals, ...variables].flat()

const sameItems = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((item, index) => item === other[index])

/** Whether all names mean what they meant in the version before. */
const sameNames = (before: HclDocument, module: ModuleFile, siblings: readonly ModuleFile[]): boolean =>
  sameItems(definitions(before.module), definitions(module)) &&
  sameItems(before.siblings.flatMap(definitions), siblings.flatMap(definitions))

const firstOf =
  <Value>(maps: readonly ReadonlyMap<string, Value>[]) =>
  (name: string): Value | null => {
    for (const map of maps) {
      const value = map.get(name)
      if (value !== undefined) return value
    }
    return null
  }

/** Its blocks replace single attributes of those in other files. https://developer.hashicorp.com/terraform/language/files/override */
const isOverride = (file: string): boolean => /(?:^|[/\\_])override\.(?:tf|tofu)(?:\.json)?$/.test(file)

const bindBlocks = (
  module: ModuleFile,
  siblings: readonly ModuleFile[],
  before: HclDocument | null,
  resolver: Resolver,
): ReadonlyMap<ParsedBlock, BoundBlock> => {
  const files = [module, ...siblings]
  const scope = createScope(
    firstOf(files.map(({ locals }) => locals)),
    firstOf(files.map(({ variables }) => variables)),
    createLimits(),
  )
  const directory = module.source.file.replace(/[^/\\]*$/, '')
  const overrides = isOverride(module.source.file)
  const known = before && sameNames(before, module, siblings) ? before.bound : null
  const resources = module.blocks.filter(({ block }) => block.type.text === 'resource')
  return new Map(
    resources.map((placed) => {
      const before = known?.get(placed.block)
      const kept = before?.stray === placed.stray ? before : null
      return [placed.block, kept ?? bindResource(placed, { directory, overrides, scope, resolver })]
    }),
  )
}

const stretchOf = ({ block, offset }: PlacedBlock): Span => ({
  start: offset,
  end: offset + block.chunk.text.length,
})

const createIsText = ({ source, blocks }: ModuleFile): ((offset: number) => boolean) => {
  let inString: ReturnType<typeof covering> | null = null
  return (offset) =>
    (inString ??= covering(blocks.flatMap((placed) => stringsIn(source.text, stretchOf(placed)))))(offset)
}

const ignoresOf = (module: ModuleFile, language: HclLanguage): readonly IgnoreComment[] => {
  const { source, blocks } = module
  const resources = blocks.filter(({ block }) => block.type.text === 'resource')
  const isInRole = covering(resources.map(stretchOf))
  const found = findIgnores(source, commentStyles[language], createIsText(module))
  return found.map((ignore) => (isInRole(ignore.start) ? ignore : { ...ignore, elsewhere: true }))
}

/** Reads a `.tf` or `.tf.json` file. `siblings`: the other files of its directory. */
export const readHcl = (
  source: Source,
  language: HclLanguage,
  before: HclDocument | null,
  siblings: readonly ModuleFile[],
): HclDocument => {
  const module = readHclModule(source, language, before?.module ?? null)
  const resolver = before?.resolver ?? createCodeResolver()
  const bound = bindBlocks(module, siblings, before, resolver)
  const all = [...bound.values()]
  const conflicts = findConflicts(source.text)
  const text: Chunk = { text: source.text }
  const place = createPlace(() => [
    [text, { source, offset: 0 }],
    ...[module, ...siblings].flatMap((file) =>
      file.chunks.map(({ chunk, offset }) => [chunk, { source: file.source, offset }] as const),
    ),
  ])
  const document = codeDocument({
    source,
    language,
    roles: all.flatMap(({ sites }) => sites),
    problems: [
      ...conflictProblems(conflicts, source.text).map((problem) => unreadable({ chunk: text, ...problem }, problem)),
      ...module.problems,
      ...all.flatMap(({ problems }) => problems),
    ],
    ignores: ignoresOf(module, language),
    ignoresIn: (file) => {
      const sibling = siblings.find((candidate) => candidate.source.file === file)
      return sibling ? ignoresOf(sibling, file.endsWith('.json') ? 'hcl-json' : 'hcl') : []
    },
    resolver,
    place,
    conflicts: conflicts.conflicts,
  })
  return { ...document, module, siblings, bound }
}
