/** The files that are deployed together with those that are checked: a role is repeated in them, too. */
import { dirname } from 'node:path'
import { isTypescript } from '@rolecall/shared/text/language.js'
import type { NamedFiles } from './named-files.js'
import type { Target } from './read.js'
import type { FileRules } from './rules-finder.js'
import { filesBelow, filesIn } from './targets.js'

/** Of roles in TypeScript only the file is known. */
const hasModule = (path: string): boolean => !isTypescript(path)

type Around = {
  readonly rulesFor: (file: string) => FileRules
  readonly named: NamedFiles
  /** Directories whose files are among the targets. */
  readonly walked: readonly string[]
}

/** Absolute paths of files that were not given. What is not there, or not for us to read, has no roles. */
export const companionsOf = async (
  targets: readonly Target[],
  { rulesFor, named, walked }: Around,
): Promise<readonly string[]> => {
  const known = new Set(targets.map(({ path }) => path))
  const directories = new Set<string>()
  const modules = new Set<string>()
  for (const { path, alone } of targets) {
    const module = hasModule(path) ? rulesFor(path).moduleAt(path) : null
    if (module !== null) modules.add(module)
    if (alone && hasModule(path)) directories.add(dirname(path))
  }
  const found = new Set(await named.companionsOf({ targets, walked }))
  for (const directory of directories) for (const file of await filesIn(directory).catch(() => [])) found.add(file)
  for (const module of modules) for (const file of await filesBelow(module).catch(() => [])) found.add(file)
  return [...found].filter((file) => !known.has(file) && hasModule(file) && !rulesFor(file).ignores(file))
}
