/** The role files that code deploys together: what `new RoleFiles(…, { paths: […] })` names, by the code that says so. */
import type { CallReader } from '@rolecall/shared/documents/typescript/role-files.js'
import { createCallReader, mayNameRoleFiles } from '@rolecall/shared/documents/typescript/role-files.js'
import type { Source } from '@rolecall/shared/text/source.js'
import type { CallModule } from '@rolecall/shared/workspace/calls.js'
import { callModules, projectFile } from '@rolecall/shared/workspace/calls.js'
import { uniformPath } from '@rolecall/shared/workspace/named-files.js'
import type ts from 'typescript'
import type { Files } from '../files.js'
import { originOf, parentUri, uriPath } from '../uri.js'
import { findAbove } from './find-root.js'
import { createSignal } from './signal.js'

type Code = Pick<Source, 'file' | 'text'>

/** What a file of code names. */
type Known = {
  /** What it was read from; null where something else may be different now. */
  readonly text: string | null
  readonly modules: readonly CallModule[]
  /** The same for two texts that name the same. */
  readonly key: string
}

export const createNamedFiles = (files: Files, loadTypescript: () => Promise<typeof ts>) => {
  const byCode = new Map<string, Known>()
  /** The newest version of each file that is being read. */
  const newest = new Map<string, Code>()
  const changed = createSignal()
  let readCalls: CallReader | null = null

  const read = async (code: Code): Promise<Known> => {
    readCalls ??= createCallReader(await loadTypescript())
    const calls = readCalls(code)
    const directory = calls.length === 0 ? null : parentUri(code.file)
    const project = directory === null ? null : await findAbove(files, directory, projectFile)
    const modules = callModules(calls, code.file, project === null ? null : uriPath(project))
    return { text: code.text, modules, key: modules.length === 0 ? '' : JSON.stringify([project, calls]) }
  }
  const drop = (file: string): void => {
    newest.delete(file)
    const before = byCode.get(file)
    byCode.delete(file)
    if (before && before.key !== '') changed.emit()
  }
  const modulesAround = (file: string): readonly CallModule[] => {
    if (byCode.size === 0) return []
    const [origin, path] = [originOf(file), uniformPath(uriPath(file))]
    return [...byCode].flatMap(([code, { modules }]) =>
      originOf(code) === origin ? modules.filter(({ names }) => names(path)) : [],
    )
  }

  return {
    /** Some code names other files than before. */
    changed,
    /** Whether code may name role files, or did: to most code one search is all that is done. */
    concerns: ({ file, text }: Code): boolean => byCode.has(file) || mayNameRoleFiles(text),
    has: (file: string): boolean => byCode.has(file),
    files: (): readonly string[] => [...byCode.keys()],
    /** Takes in a version of a file of code. */
    take: async (code: Code): Promise<void> => {
      const { file, text } = code
      newest.set(file, code)
      const before = byCode.get(file)
      if (before?.text === text) return
      if (!mayNameRoleFiles(text)) return drop(file)
      const now = await read(code)
      if (newest.get(file) !== code) return
      byCode.set(file, now)
      if (now.key !== (before?.key ?? '')) changed.emit()
    },
    drop,
    /** Reads all of it again when it is taken in next: where paths start from may be another place now. */
    recheck: (): void => {
      for (const [file, known] of byCode) byCode.set(file, { ...known, text: null })
    },
    isNamed: (file: string): boolean => modulesAround(file).length > 0,
    /** The calls that name a role file. */
    callsOf: (file: string): readonly string[] => modulesAround(file).map(({ id }) => id),
  }
}
