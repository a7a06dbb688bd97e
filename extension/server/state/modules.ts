/** The Terraform files beside a file: their locals and variables count in it, and its own in them. */
import { readHclModule } from '@rolecall/shared/documents/hcl/document.js'
import type { ModuleFile } from '@rolecall/shared/documents/hcl/module.js'
import type { HclLanguage } from '@rolecall/shared/text/language.js'
import { documentLanguage, isHclLanguage } from '@rolecall/shared/text/language.js'
import type { Source } from '@rolecall/shared/text/source.js'
import { moduleMates, tofuFor } from '@rolecall/shared/text/tofu.js'
import type { Files } from '../files.js'
import { joinUri, parentUri, uriPath } from '../uri.js'
import type { Documents } from './documents.js'
import { createIndexedSource } from './indexed-source.js'
import { walkedIn } from './walk.js'

/** Of one directory, and of one file in bytes: a module larger than this is generated, and not what people edit. */
const maximumFiles = 200
const maximumFile = 1_000_000

/** Milliseconds for which files count as unchanged where the client does not watch them. */
const freshFor = 2000

type Directory = {
  readonly files: ReadonlyMap<string, ModuleFile>
  /** Whether the walk comes to a file in it. */
  readonly isWalked: (file: string) => boolean
  readonly read: number
}

type Options = {
  readonly documents: Documents
  /** Of the workspace. */
  readonly folders: () => readonly string[]
  /** The client tells of changed files. */
  readonly watched: boolean
}

export const hclLanguage = (file: string): HclLanguage | null => {
  const language = documentLanguage(uriPath(file))
  return language !== null && isHclLanguage(language) ? language : null
}

export const createModules = (files: Files, { documents, folders, watched }: Options) => {
  const directories = new Map<string, Directory>()
  const open = new WeakMap<Source, ModuleFile>()
  const newest = new Map<string, ModuleFile>()
  /** Counts what was forgotten: what was being read at the time may be as it was before. */
  let forgotten = 0

  const readFile = async (file: string, before: ModuleFile | undefined): Promise<ModuleFile | null> => {
    const language = hclLanguage(file)
    const text = language && (await files.read(file, maximumFile))
    if (language === null || text === null) return null
    return before?.source.text === text
      ? before
      : readHclModule(createIndexedSource(file, text), language, before ?? null)
  }
  const readDirectory = async (directory: string, before: Directory | undefined): Promise<Directory> => {
    const entries = ((await files.list(directory)) ?? []).filter(
      ({ name, kind }) => kind === 'file' && hclLanguage(name) !== null,
    )
    const found = new Map<string, ModuleFile>()
    for (const { name } of entries.slice(0, maximumFiles)) {
      const file = joinUri(directory, name)
      const module = await readFile(file, before?.files.get(file))
      if (module) found.set(file, module)
    }
    const isWalked = found.size > 1 ? await walkedIn(files, folders(), directory) : () => true
    return { files: found, isWalked, read: Date.now() }
  }
  /** As the file is in the editor, where it is open there. */
  const current = (file: string, onDisk: ModuleFile | null): ModuleFile | null => {
    const source = documents.get(file)?.source
    const language = hclLanguage(file)
    if (!source || !language) return onDisk
    const module = open.get(source) ?? readHclModule(source, language, newest.get(file) ?? null)
    open.set(source, module)
    newest.set(file, module)
    return module
  }

  return {
    prepare: async (file: string): Promise<void> => {
      const directory = parentUri(file)
      if (directory === null) return
      for (;;) {
        const known = directories.get(directory)
        if (known && (watched || Date.now() - known.read <= freshFor)) return
        const before = forgotten
        const found = await readDirectory(directory, known)
        if (before !== forgotten) continue
        directories.set(directory, found)
        return
      }
    },
    /** As far as `prepare` has read them. */
    beside: (file: string): readonly ModuleFile[] => {
      const directory = parentUri(file)
      const known = directory === null ? null : directories.get(directory)
      const files = known?.files ?? new Map<string, ModuleFile>()
      const mates = moduleMates(file, files.keys())
      return [...files].flatMap(([other, module]) => (mates.has(other) ? (current(other, module) ?? []) : []))
    },
    /**
     * Whether a file counts beside others: the walk does not pass it over, and nothing takes its place. As far as
     * `prepare` has read them.
     */
    isInModule: (file: string): boolean => {
      const known = directories.get(parentUri(file) ?? '')
      return known === undefined || (known.isWalked(file) && !known.files.has(tofuFor(file) ?? ''))
    },
    /** What is passed over may be something else. */
    forgetAll: (): void => {
      forgotten += 1
      directories.clear()
    },
    forget: (file: string): void => {
      forgotten += 1
      newest.delete(file)
      directories.delete(parentUri(file) ?? '')
    },
  }
}

export type Modules = ReturnType<typeof createModules>
