/** Fills the role index: after the first diagnostics, with role files only, and never with more than a bounded number. */

import { documentLanguage, roleFileLanguage } from '@rolecall/shared/text/language.js'
import { projectFile } from '@rolecall/shared/workspace/calls.js'
import type { Files } from '../files.js'
import { isBelow } from '../uri.js'
import { createCodeIndex, maximumCodeFiles, settled } from './code-index.js'
import type { Walk } from './walk.js'
import { findFiles, isRoleFilePath, isWalkedTo } from './walk.js'
import type { Workspace } from './workspace.js'

const maximumFiles = 2000

/** Bytes: of one file, and of all together. */
const maximumFile = 5_000_000
const maximumTotal = 50_000_000

export const createIndexer = (workspace: Workspace, files: Files, report: (name: string, error: unknown) => void) => {
  const { index, rules, named } = workspace
  const code = createCodeIndex(workspace, files, report)
  let building: Promise<void> | null = null
  let generation = 0
  let total = 0
  let limits: readonly string[] = []
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  /** The calls in code that named a file when it was taken in. */
  const namedBy = new Map<string, string>()
  const callsOf = (file: string): string => named.callsOf(file).join('\n')

  /** Whether others see a difference. */
  const takeIn = async (file: string): Promise<boolean> => {
    const own = await rules.rulesFor(file)
    const document = own.ignores(file) ? null : await workspace.readFile(file, maximumFile)
    if (!document) return index.remove(file)
    namedBy.set(file, callsOf(file))
    total += document.source.text.length
    const isNew = !index.has(file)
    const differs = index.update(document, workspace.modulesOf(document, own))
    if (isNew) workspace.indexed.emit(file)
    return differs
  }
  const isWalked = (file: string): Promise<boolean> => isWalkedTo(files, workspace.folders(), file)
  /** What the walk passes over is checked alone. */
  const takeInIfWalked = async (file: string): Promise<boolean> =>
    (await isWalked(file)) ? takeIn(file) : index.remove(file)
  const build = async (own: number): Promise<void> => {
    const stale = (): boolean => own !== generation
    const { files: walkedTo, limited } = await findFiles(files, {
      folders: workspace.folders(),
      isWanted: (name) => roleFileLanguage(name) !== null || name === projectFile,
      maximum: maximumFiles,
      isCancelled: stale,
    })
    const found = walkedTo.filter(isRoleFilePath)
    await code.build(
      walkedTo.filter((file) => !isRoleFilePath(file)),
      stale,
    )
    const open = workspace.documents
      .all()
      .map(({ source }) => source.file)
      .filter((file) => isRoleFilePath(file) && workspace.isMember(file))
    const walked = await Promise.all(open.map((file) => isWalked(file)))
    const all = new Set([...open.filter((_, at) => walked[at]), ...found])
    total = 0
    let taken = 0
    for (const file of all) {
      if (stale() || total > maximumTotal) break
      await takeIn(file)
      taken += 1
    }
    if (stale()) return
    for (const file of index.files()) if (!all.has(file)) index.remove(file)
    limits =
      limited || taken < all.size
        ? [`Only the first ${taken} role files of the workspace are compared with each other.`]
        : []
    workspace.changed.emit()
  }
  const start = (): Promise<void> => {
    building ??= build(generation).catch((error: unknown) => report('index', error))
    return building
  }
  /** Ends with the index of the folders as they are then: a build that is started anew ends before it has one. */
  const ready = async (): Promise<void> => {
    const own = start()
    await own
    if (own !== building) await ready()
  }
  const restart = (): void => {
    if (building === null) return
    generation += 1
    building = null
    void start()
  }
  const update = (file: string, delay: number): void => {
    if (building === null || !isRoleFilePath(file) || !workspace.isMember(file)) return
    clearTimeout(timers.get(file))
    const run = (): void => {
      timers.delete(file)
      takeInIfWalked(file)
        .then((differs) => differs && workspace.changed.emit())
        .catch((error: unknown) => report('index', error))
    }
    timers.set(file, setTimeout(run, delay))
  }

  /** Takes in again the files that other calls name than before. */
  const followCode = async (): Promise<void> => {
    for (const file of index.files()) if (namedBy.get(file) !== callsOf(file)) await takeIn(file)
    workspace.changed.emit()
  }

  named.changed.on(() => void followCode().catch((error: unknown) => report('index', error)))
  workspace.diagnosed.on(() => void start())
  workspace.edited.on(({ source }) => update(source.file, settled))
  workspace.closed.on(({ source }) => update(source.file, 0))
  workspace.filesChanged.on((changed) => {
    const folders = new Set(workspace.folders())
    for (const file of changed) if (isBelow(file, folders)) update(file, 0)
    // Of a directory that is deleted as a whole, clients say nothing of the files in it.
    const paths = new Set(changed)
    for (const file of index.files()) if (isBelow(file, paths)) update(file, 0)
  })
  workspace.foldersChanged.on(restart)
  // What is left out, and what is a module, may be another now.
  workspace.rulesChanged.on(restart)

  return {
    /** Ends when the index is there; builds it where nothing has asked for it yet. */
    ready,
    /** What is not looked at, in whole sentences. */
    limits: (): readonly string[] => [...limits, ...code.limits()],
    /** The Terraform and TypeScript files of the workspace. They are not indexed: most have nothing to do with roles. */
    codeFiles: (isCancelled: () => boolean): Promise<Walk> =>
      findFiles(files, {
        folders: workspace.folders(),
        isWanted: (name) => documentLanguage(name) !== null && roleFileLanguage(name) === null,
        maximum: maximumCodeFiles,
        isCancelled,
      }),
  }
}

export type Indexer = ReturnType<typeof createIndexer>
