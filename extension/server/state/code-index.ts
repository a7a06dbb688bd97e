/** Keeps up with the code that names role files: TypeScript below a cdktf.json, which the walk of the index finds. */
import { projectFile } from '@rolecall/shared/workspace/calls.js'
import type { Files } from '../files.js'
import { isBelow, parentUri } from '../uri.js'
import { findAbove } from './find-root.js'
import { findFiles, isTypescriptPath, isWalkedTo } from './walk.js'
import type { Workspace } from './workspace.js'

export const maximumCodeFiles = 5000

/** Bytes: of one file, and of all together. */
const maximumFile = 1_000_000
const maximumTotal = 50_000_000

/** Milliseconds without a key after which what was typed is taken in. */
export const settled = 300

export const createCodeIndex = (workspace: Workspace, files: Files, report: (name: string, error: unknown) => void) => {
  const { named, rules, documents } = workspace
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let isBuilt = false
  let limits: readonly string[] = []

  /** How long it is. */
  const takeIn = async (file: string): Promise<number> => {
    const isIgnored = (await rules.rulesFor(file)).ignores(file)
    const text = isIgnored ? null : (documents.get(file)?.source.text ?? (await files.read(file, maximumFile)))
    if (text === null) named.drop(file)
    else await named.take({ file, text })
    return text?.length ?? 0
  }
  /** Directories below which there is code: those with a cdktf.json, and folders below one. The outermost of each. */
  const rootsOf = async (projects: readonly string[]): Promise<readonly string[]> => {
    const folders = workspace.folders()
    const above = await Promise.all(folders.map((folder) => findAbove(files, folder, projectFile)))
    const all = new Set([...projects.flatMap((file) => parentUri(file) ?? []), ...folders.filter((_, at) => above[at])])
    return [...all].filter((root) => !isBelow(root, all))
  }
  const update = (file: string, delay: number): void => {
    if (!isBuilt || !workspace.isMember(file)) return
    clearTimeout(timers.get(file))
    const run = async (): Promise<void> => {
      timers.delete(file)
      if (await isWalkedTo(files, workspace.folders(), file)) await takeIn(file)
      else named.drop(file)
    }
    timers.set(
      file,
      setTimeout(() => void run().catch((error: unknown) => report('code', error)), delay),
    )
  }

  workspace.edited.on(({ source }) => {
    if (isTypescriptPath(source.file) && named.concerns(source)) update(source.file, settled)
  })
  workspace.closed.on(({ source: { file } }) => {
    if (isTypescriptPath(file) && (files.isLocal || named.has(file))) update(file, 0)
  })
  workspace.filesChanged.on((changed) => {
    const folders = new Set(workspace.folders())
    for (const file of changed) {
      const counts = isTypescriptPath(file) && isBelow(file, folders)
      // Where asking for a text takes long, only what was asked for before is asked for again.
      if (counts && (files.isLocal || named.has(file))) update(file, 0)
    }
    const paths = new Set(changed)
    for (const file of named.files()) if (isBelow(file, paths)) update(file, 0)
  })

  return {
    /** `projects`: the cdktf.json files of the workspace. Without a file system at hand only open code is read. */
    build: async (projects: readonly string[], isCancelled: () => boolean): Promise<void> => {
      isBuilt = true
      named.recheck()
      const roots = files.isLocal ? await rootsOf(projects) : []
      for (const root of roots) workspace.projectFound.emit(root)
      const found = await findFiles(files, {
        folders: roots,
        isWanted: isTypescriptPath,
        maximum: maximumCodeFiles,
        isCancelled,
      })
      const open = documents.all().map(({ source }) => source.file)
      const walked = await Promise.all(
        open.map(
          (file) => isTypescriptPath(file) && workspace.isMember(file) && isWalkedTo(files, workspace.folders(), file),
        ),
      )
      const all = new Set([...open.filter((_, at) => walked[at]), ...found.files])
      let [total, taken] = [0, 0]
      for (const file of all) {
        if (isCancelled() || total > maximumTotal) break
        total += await takeIn(file)
        taken += 1
      }
      if (isCancelled()) return
      for (const file of named.files()) if (files.isLocal && !all.has(file)) named.drop(file)
      limits =
        found.limited || taken < all.size
          ? [`Only the first ${taken} TypeScript files are looked into for the role files they deploy.`]
          : []
    },
    limits: (): readonly string[] => limits,
  }
}
