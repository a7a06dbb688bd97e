/** What lies in `.rolecall`, as values. Who reads the files hands over their texts. */

import { readCatalogFile } from '../catalog/read.js'
import type { CatalogFile } from '../model/catalog.js'
import { unreadableFile } from '../rules/unreadable-file.js'
import type { LocatedProblem } from '../text/located-problem.js'
import type { Config } from './config.js'
import { defaultConfig, readConfig } from './config.js'

/** The catalog file that `rolecall catalog refresh` writes for a platform. */
export const catalogName = (platform: string): string => `catalog.${platform}.json`

const catalogPattern = /^catalog\.[a-z0-9_-]+(?:\.[^/]+)?\.json$/

/** Whether a file of `.rolecall` is a catalog: `catalog.<platform>[.<name>].json`, where the name may have dots. */
export const isCatalogName = (name: string): boolean => catalogPattern.test(name)

/** A file as its reader found it: its text, null where there is none, or a sentence that says why it cannot be read. */
export type FoundText =
  | { readonly file: string; readonly text: string | null }
  | { readonly file: string; readonly failure: string }

export type ReadConfig = { readonly config: Config; readonly problems: readonly LocatedProblem[] }

/** A catalog that is used, or why it is not. */
export type ReadCatalog = { readonly file: string } & ({ readonly catalog: CatalogFile } | { readonly error: string })

export type RolecallFolder = {
  readonly config: Config
  /** Of the configuration file. */
  readonly configProblems: readonly LocatedProblem[]
  /** Those of `.rolecall` by name, then those the configuration names. */
  readonly catalogs: readonly { readonly file: string; readonly catalog: CatalogFile }[]
  readonly unusedCatalogs: readonly { readonly file: string; readonly error: string }[]
}

const start = { line: 0, character: 0 }

const unreadable = (file: string, message: string): LocatedProblem => ({
  code: unreadableFile.code,
  severity: unreadableFile.severity,
  message,
  suggestions: [],
  file,
  range: { start, end: start },
  role: null,
})

/** Without the file nothing is configured, and that is fine. */
export const readConfigFile = (found: FoundText): ReadConfig => {
  if ('failure' in found) return { config: defaultConfig, problems: [unreadable(found.file, found.failure)] }
  const { config, problems } = readConfig(found.text ?? '')
  return { config, problems: problems.map((problem) => ({ ...problem, file: found.file, role: null })) }
}

/** Which catalogs count, as paths seen from `.rolecall`. */
export const catalogPaths = (names: readonly string[], { catalogs }: Config): readonly string[] => [
  ...names.filter(isCatalogName).sort(),
  ...catalogs,
]

export const readCatalogText = (found: FoundText): ReadCatalog => {
  const { file } = found
  if ('failure' in found) return { file, error: found.failure }
  return found.text === null ? { file, error: 'There is no such file.' } : { file, ...readCatalogFile(found.text) }
}

export const createFolder = ({ config, problems }: ReadConfig, catalogs: readonly ReadCatalog[]): RolecallFolder => ({
  config,
  configProblems: problems,
  catalogs: catalogs.flatMap((read) => ('catalog' in read ? [read] : [])),
  unusedCatalogs: catalogs.flatMap((read) => ('error' in read ? [read] : [])),
})

/** Where nothing is configured. */
export const emptyFolder: RolecallFolder = createFolder({ config: defaultConfig, problems: [] }, [])

/** All that is wrong with the configuration and the catalogs themselves. */
export const folderProblems = ({ configProblems, unusedCatalogs }: RolecallFolder): readonly LocatedProblem[] => [
  ...configProblems,
  ...unusedCatalogs.map(({ file, error }) => unreadable(file, `This catalog is not used: ${error}`)),
]
