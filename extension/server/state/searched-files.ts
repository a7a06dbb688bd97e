/** The files that are looked through when a feature asks for the roles of the whole workspace. */
import type { Files } from '../files.js'
import type { Indexer } from './indexer.js'
import type { Rules } from './rules.js'
import { isWalkedTo } from './walk.js'
import type { Workspace } from './workspace.js'

type Around = { readonly workspace: Workspace; readonly indexer: Indexer; readonly files: Files }

export type SearchedFiles = {
  /** What the walk comes to and no configuration leaves out, be it open or not. */
  readonly files: readonly { readonly file: string; readonly rules: Rules }[]
  /** How many more there are. */
  readonly left: number
}

export const searchedFiles = async (
  { workspace, indexer, files }: Around,
  isCancelled: () => boolean,
): Promise<SearchedFiles> => {
  await indexer.ready()
  const code = await indexer.codeFiles(isCancelled)
  const open = workspace.documents
    .all()
    .map(({ source }) => source.file)
    .filter(workspace.isMember)
  const walked = await Promise.all(open.map((file) => isWalkedTo(files, workspace.folders(), file)))
  const all = new Set([...open.filter((_, index) => walked[index]), ...workspace.index.files(), ...code.files])
  const found: { file: string; rules: Rules }[] = []
  for (const file of all) {
    if (!workspace.isMember(file)) continue
    const rules = await workspace.rules.rulesFor(file)
    if (!rules.ignores(file)) found.push({ file, rules })
  }
  return { files: found, left: code.left }
}
