/** What holds for the files below one `.rolecall`: configuration, catalogs and the check these make. */
import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { maximumCatalog, readCatalogFile } from '@rolecall/shared/catalog/read.js'
import type { WorkspaceCatalogs } from '@rolecall/shared/catalog/workspace-catalogs.js'
import { mergeWorkspaceCatalogs } from '@rolecall/shared/catalog/workspace-catalogs.js'
import { createFileCheck } from '@rolecall/shared/check/check-file.js'
import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import type { CatalogFile } from '@rolecall/shared/model/catalog.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import type { Range } from '@rolecall/shared/text/range.js'
import type { Config } from '@rolecall/shared/workspace/config.js'
import { defaultConfig, maximumConfig, readConfig } from '@rolecall/shared/workspace/config.js'
import { createIgnoreRules } from '@rolecall/shared/workspace/ignore-rules.js'
import type { FileEntry, Files } from '../files.js'
import { joinUri, relativePath, resolveUri } from '../uri.js'

/** A catalog that the workspace adds. */
export type WorkspaceCatalog = { readonly file: string; readonly catalog: CatalogFile }

export type Rules = {
  /** The directory that holds `.rolecall`; null without one. */
  readonly root: string | null
  readonly config: Config
  readonly catalog: (platform: string) => Catalog
  readonly workspaceCatalogs: readonly WorkspaceCatalog[]
  readonly check: (document: RoleDocument) => readonly LocatedProblem[]
  /** Whether the configuration leaves a file out. */
  readonly ignores: (file: string) => boolean
  /** Of the configuration and the catalogs themselves. */
  readonly problems: readonly LocatedProblem[]
  /** What a person must know: risks that a workspace lowers. */
  readonly notices: readonly string[]
  /** What all of this was read from. Some of it may not exist yet. */
  readonly inputs: readonly string[]
}

const catalogName = /^catalog\.([a-z0-9_-]+)(?:\.[^.]+)?\.json$/

const startOfFile: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }

const fileProblem = (file: string, message: string): LocatedProblem => ({
  code: 'RC013',
  severity: 'error',
  message,
  suggestions: [],
  file,
  range: startOfFile,
  role: null,
})

const unreadable = 'It cannot be read: it is not a regular file, is not for you to read, or is too large.'

type ReadConfig = { readonly config: Config; readonly problems: readonly LocatedProblem[] }

const configName = 'config.yaml'

const readRootConfig = async (files: Files, file: string, isThere: boolean): Promise<ReadConfig> => {
  const text = await files.read(file, maximumConfig)
  if (text === null) return { config: defaultConfig, problems: isThere ? [fileProblem(file, unreadable)] : [] }
  const { config, problems } = readConfig(text)
  return {
    config,
    problems: problems.map(({ message, range }) => ({ ...fileProblem(file, message), code: 'RC008', range })),
  }
}

type ReadCatalog = { readonly file: string } & ({ readonly catalog: CatalogFile } | { readonly error: string })

const missing = 'There is no such file, or it cannot be read as a regular file.'

const readWorkspaceCatalog = async (files: Files, file: string): Promise<ReadCatalog> => {
  const text = await files.read(file, maximumCatalog)
  return { file, ...(text === null ? { error: missing } : readCatalogFile(text)) }
}

const namedCatalogs = (entries: readonly FileEntry[], directory: string): readonly string[] =>
  entries
    .filter(({ name, kind }) => kind !== 'directory' && catalogName.test(name))
    .map(({ name }) => joinUri(directory, name))
    .sort()

const notice = ({ platform, value, shipped, wanted }: WorkspaceCatalogs['lowered'][number]): string =>
  `${platform.title}: ${value} stays ${shipped}, though a catalog of this workspace says ${wanted}.`

const createRules = (
  root: string | null,
  { config, problems }: ReadConfig,
  read: readonly ReadCatalog[],
  inputs: readonly string[],
): Rules => {
  const workspaceCatalogs = read.flatMap((one) => ('catalog' in one ? [one] : []))
  const { catalogOf, lowered } = mergeWorkspaceCatalogs(
    workspaceCatalogs.map(({ catalog }) => catalog),
    false,
  )
  const ignored = createIgnoreRules(config.ignore)
  return {
    root,
    config,
    catalog: catalogOf,
    workspaceCatalogs,
    check: createFileCheck({
      catalogs: catalogOf,
      limit: config.maxBlastRadius,
      severity: config.severity,
      emptyPatternIsError: false,
      versions: true,
    }),
    ignores: (file) => {
      const path = root === null ? null : relativePath(root, file)
      return path !== null && ignored.verdict(path) === 'ignored'
    },
    problems: [
      ...problems,
      ...read.flatMap((one) =>
        'error' in one ? [fileProblem(one.file, `This catalog is not used: ${one.error}`)] : [],
      ),
    ],
    notices: lowered.map(notice),
    inputs,
  }
}

/** What holds where nothing is configured, or nothing that is may count. */
export const shippedRules = (): Rules => createRules(null, { config: defaultConfig, problems: [] }, [], [])

export const readRules = async (files: Files, root: string): Promise<Rules> => {
  const directory = joinUri(root, '.rolecall')
  const configFile = joinUri(directory, configName)
  const entries = (await files.list(directory)) ?? []
  const config = await readRootConfig(
    files,
    configFile,
    entries.some(({ name }) => name === configName),
  )
  const listed = config.config.catalogs.map((path) => resolveUri(directory, path))
  const catalogs = [...namedCatalogs(entries, directory), ...listed]
  const read = await Promise.all(catalogs.map((file) => readWorkspaceCatalog(files, file)))
  return createRules(root, config, read, [configFile, directory, ...catalogs])
}
