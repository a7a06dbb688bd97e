/** The permissions of the catalogs that hold here, as types of the TypeScript project. */
import { dirname, join, relative, resolve } from 'node:path'
import { mergeWorkspaceCatalogs } from '@rolecall/shared/catalog/workspace-catalogs.js'
import { platforms } from '@rolecall/shared/platforms/registry.js'
import { countTyped, typesFile, typesMark, workspaceTypes } from '@rolecall/shared/schema/workspace-types.js'
import { problemLine } from '@rolecall/shared/text/other-places.js'
import { folderProblems } from '@rolecall/shared/workspace/folder.js'
import { findUpwards } from '../../config-file.js'
import { readIfThere } from '../../read-regular.js'
import { readWorkspaceFiles } from '../../workspace-files.js'
import { errorReason, writeWhole } from '../files/write.js'
import { UsageError } from '../verb.js'

const projectFile = 'tsconfig.json'

/** Bytes of a file of ours; what is longer is not one. */
const maximumTypes = 50_000_000

const readCatalogs = () => {
  const folder = readWorkspaceFiles(process.cwd())
  const [problem] = folderProblems(folder)
  if (problem) throw new UsageError(problemLine({ ...problem, file: relative(process.cwd(), problem.file) }))
  const { catalogOf } = mergeWorkspaceCatalogs(
    folder.catalogs.map(({ catalog }) => catalog),
    false,
  )
  return platforms.map(({ key }) => catalogOf(key))
}

const checkOurs = (path: string): void => {
  let text: string | null
  try {
    text = readIfThere(path, maximumTypes)
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${errorReason(error)}`)
  }
  if (text !== null && !text.startsWith(typesMark))
    throw new UsageError(`${path} was not written by \`rolecall catalog types\`; move it away first`)
}

/** Whether the compiler reads the file where it is asked to read the project. */
const isInProject = async (project: string, path: string): Promise<boolean> => {
  const ts = (await import('typescript')).default
  const { config } = ts.readConfigFile(project, (file) => ts.sys.readFile(file)) as { config?: unknown }
  const { fileNames } = ts.parseJsonConfigFileContent(config ?? {}, ts.sys, dirname(project))
  return fileNames.some((name) => resolve(name) === path)
}

export type WrittenTypes = {
  readonly path: string
  /** By platform; 0 where any string goes, as nothing is known. */
  readonly counts: readonly { readonly key: string; readonly title: string; readonly count: number }[]
  /** The project's file, where it leaves the types out. */
  readonly leftOutBy: string | null
}

/** Writes `rolecall-types.d.ts` beside the nearest tsconfig.json. */
export const writeTypes = async (closed: boolean): Promise<WrittenTypes> => {
  const directory = findUpwards(projectFile, process.cwd())
  if (directory === null) {
    throw new UsageError(
      `there is no ${projectFile} in this directory or above it in its repository; the types belong beside one`,
    )
  }
  const catalogs = readCatalogs()
  const path = join(directory, typesFile)
  checkOurs(path)
  await writeWhole(path, workspaceTypes(catalogs, closed))
  const project = join(directory, projectFile)
  return {
    path,
    counts: catalogs.map((catalog) => ({ ...catalog.platform, count: countTyped(catalog) })),
    leftOutBy: (await isInProject(project, path)) ? null : project,
  }
}
