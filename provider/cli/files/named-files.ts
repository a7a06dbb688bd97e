/** The role files that code deploys together: what `new RoleFiles(…, { paths: […] })` names. */
import { dirname, resolve, sep } from 'node:path'
import type { CallReader } from '@rolecall/shared/documents/typescript/role-files.js'
import { createCallReader, mayNameRoleFiles } from '@rolecall/shared/documents/typescript/role-files.js'
import { isTypescript, roleFileLanguage } from '@rolecall/shared/text/language.js'
import { createSource } from '@rolecall/shared/text/source.js'
import type { CallModule } from '@rolecall/shared/workspace/calls.js'
import { callModules } from '@rolecall/shared/workspace/calls.js'
import { uniformPath } from '@rolecall/shared/workspace/named-files.js'
import { UsageError } from '../verb.js'
import { createProjectFinder, projectsAround } from './project.js'
import type { Target } from './read.js'
import { readTarget } from './read.js'
import { filesBelow } from './targets.js'

/** Code comes first, since it may say of a role file that it is one. */
export const codeFirst = <Item extends Pick<Target, 'path'>>(targets: readonly Item[]): readonly Item[] => [
  ...targets.filter(({ path }) => isTypescript(path)),
  ...targets.filter(({ path }) => !isTypescript(path)),
]

type Around = {
  readonly targets: readonly Target[]
  /** Directories that were walked, so that what is below them is among the targets where it counts. */
  readonly walked: readonly string[]
  readonly ignores: (path: string) => boolean
}

/** Of some directories one that a path is, or is below. */
const around = (directories: readonly string[], path: string): string | undefined =>
  directories.find(
    (directory) => path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep),
  )

/** Of code that was not asked for: what cannot be read names nothing. */
const textOrNone = (path: string): string => {
  try {
    return readTarget({ path })
  } catch (error) {
    if (error instanceof UsageError) return ''
    throw error
  }
}

const belowOrNone = (directory: string): Promise<readonly string[]> => filesBelow(directory).catch(() => [])

export const createNamedFiles = () => {
  const projectOf = createProjectFinder()
  const modules: CallModule[] = []
  let readCalls: CallReader | null = null
  const add = async (path: string, text: string): Promise<void> => {
    if (!isTypescript(path) || !mayNameRoleFiles(text)) return
    readCalls ??= createCallReader((await import('typescript')).default)
    modules.push(...callModules(readCalls(createSource(path, text)), path, projectOf(dirname(path))))
  }
  const modulesAround = (path: string): readonly CallModule[] => {
    const file = uniformPath(path)
    return modules.filter(({ names }) => names(file))
  }
  return {
    /** Takes in the calls of a file of code. */
    add,
    /** Takes in the code of the projects around the role files, as far as it is not among the targets itself. */
    addAround: async ({ targets, walked, ignores }: Around): Promise<void> => {
      const known = new Set(targets.map(({ path }) => path))
      const roleFiles = targets.filter(({ path }) => roleFileLanguage(path) !== null)
      const starts = new Set(roleFiles.map(({ path }) => around(walked, path) ?? dirname(path)))
      for (const project of new Set([...starts].flatMap(projectsAround))) {
        if (around(walked, project) !== undefined) continue
        for (const path of await belowOrNone(project)) {
          if (!isTypescript(path) || known.has(path) || ignores(path)) continue
          known.add(path)
          await add(path, textOrNone(path))
        }
      }
    },
    isNamed: (path: string): boolean => modulesAround(path).length > 0,
    /** The calls that name a role file. */
    callsOf: (path: string): readonly string[] => modulesAround(path).map(({ id }) => id),
    /** The files of code that those calls are in. */
    codeOf: (path: string): readonly string[] => [...new Set(modulesAround(path).map(({ code }) => code))],
    /** The files that the calls name which name one of the targets, where the walk did not come by them. */
    companionsOf: async ({ targets, walked }: Pick<Around, 'targets' | 'walked'>): Promise<readonly string[]> => {
      const calls = new Set(targets.flatMap(({ path }) => (isTypescript(path) ? [] : modulesAround(path))))
      const found: string[] = []
      for (const { roots, names } of calls) {
        const directories = new Set(
          roots.map(({ directory }) => resolve(directory)).filter((root) => around(walked, root) === undefined),
        )
        for (const directory of directories) {
          for (const path of await belowOrNone(directory)) if (names(uniformPath(path))) found.push(path)
        }
      }
      return found
    },
  }
}

export type NamedFiles = ReturnType<typeof createNamedFiles>
