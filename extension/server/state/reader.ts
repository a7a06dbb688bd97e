import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import { readHcl } from '@rolecall/shared/documents/hcl/document.js'
import type { ModuleFile } from '@rolecall/shared/documents/hcl/module.js'
import type { ReadDocument } from '@rolecall/shared/documents/read-document.js'
import { mentionsRoles } from '@rolecall/shared/documents/read-document.js'
import type { TypescriptReader } from '@rolecall/shared/documents/typescript/document.js'
import { createTypescriptReader } from '@rolecall/shared/documents/typescript/document.js'
import { documentLanguage, isHclLanguage } from '@rolecall/shared/text/language.js'
import type { Source } from '@rolecall/shared/text/source.js'
import { readCounted } from '@rolecall/shared/workspace/read-counted.js'
import type ts from 'typescript'
import { uriPath } from '../uri.js'
import type { Modules } from './modules.js'
import { hclLanguage } from './modules.js'

type Known = {
  readonly document: ReadDocument | null
  readonly siblings: readonly ModuleFile[]
  /** Code named it. */
  readonly named: boolean
}

const noSiblings: readonly ModuleFile[] = []

const sameItems = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((item, index) => item === other[index])

const hasRoles = ({ blocks }: ModuleFile): boolean => blocks.some(({ block }) => block.type.text === 'resource')

type Around = {
  readonly modules: Modules
  readonly isNamed: (file: string) => boolean
  readonly loadTypescript: () => Promise<typeof ts>
}

/** Reads versions of files into roles. Each version is read once, from the one before it. */
export const createReader = ({ modules, isNamed, loadTypescript }: Around) => {
  const known = new WeakMap<Source, Known>()
  const newest = new Map<string, ReadDocument>()
  let typescript: TypescriptReader | null = null

  const languageOf = ({ file }: Source) => documentLanguage(uriPath(file))
  const siblingsOf = ({ file }: Source): readonly ModuleFile[] =>
    hclLanguage(file) === null ? noSiblings : modules.beside(file)

  const read = (source: Source, siblings: readonly ModuleFile[], before: ReadDocument | null): ReadDocument | null => {
    const language = languageOf(source)
    if (!language) return null
    // Locals may be all that a file has to do with roles.
    if (isHclLanguage(language) && siblings.some(hasRoles)) {
      return readHcl(source, language, before !== null && 'module' in before ? before : null, siblings)
    }
    return readCounted(source, language, before, { siblings, typescript, named: isNamed(source.file) })
  }
  const readVersion = (source: Source, siblings: readonly ModuleFile[]): ReadDocument | null => {
    const before = known.get(source)
    const named = isNamed(source.file)
    if (before && before.named === named && sameItems(before.siblings, siblings)) return before.document
    const document = read(source, siblings, newest.get(source.file) ?? null)
    known.set(source, { document, siblings, named })
    if (document) newest.set(source.file, document)
    return document
  }

  return {
    /** Gets what a file needs besides its text: the compiler, the files beside it. */
    prepare: async (source: Source): Promise<void> => {
      const language = languageOf(source)
      if (language === 'typescript' && typescript === null && mentionsRoles(source.text)) {
        typescript = createTypescriptReader(await loadTypescript())
      }
      if (hclLanguage(source.file) !== null) await modules.prepare(source.file)
    },
    /** Null for a file we have nothing to say about. */
    read: (source: Source): RoleDocument | null => readVersion(source, siblingsOf(source)),
    /** Documents beside this one whose roles may take their permissions from it. */
    readBeside: (source: Source): readonly RoleDocument[] => {
      const siblings = siblingsOf(source)
      return siblings.filter(hasRoles).flatMap(({ source: other }) => readVersion(other, siblingsOf(other)) ?? [])
    },
    /** Reads a version that no other will follow. */
    readOnce: (source: Source): RoleDocument | null => read(source, siblingsOf(source), null),
    forget: (file: string): void => {
      newest.delete(file)
    },
  }
}

export type Reader = ReturnType<typeof createReader>
