/** What lies in `.rolecall` beside the user's configuration, and catalogs the provider block names. */
import { readFile, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { readCatalogFile } from '@rolecall/shared/catalog/read.js'
import { defaultConfig, readConfig } from '@rolecall/shared/config/config.js'
import { findConfigFile, findRoot } from '../config-file.js'
import { warning } from '../framework/diagnostic.js'
import type { CatalogFile } from '@rolecall/shared/model/catalog.js'
import type { Config } from '@rolecall/shared/config/config.js'
import type { Diagnostic, Diagnostics } from '../framework/diagnostic.js'

export type Workspace = {
  readonly config: Config
  /** May add permissions and raise risks. */
  readonly catalogs: readonly CatalogFile[]
  readonly diagnostics: Diagnostics
}

const reason = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure))

type Read = { readonly catalogs: readonly CatalogFile[]; readonly diagnostics: Diagnostics }

const unreadable = (path: string, why: string): Diagnostic =>
  warning(
    `The catalog ${path} cannot be used`,
    `${why}\nThe catalog that ships with the provider is used in its place. Write the file anew with ` +
      '`rolecall catalog refresh`, or take it away.',
  )

const readCatalog = async (path: string): Promise<Read> => {
  try {
    const read = readCatalogFile(await readFile(path, 'utf8'))
    return 'error' in read
      ? { catalogs: [], diagnostics: [unreadable(path, read.error)] }
      : { catalogs: [read.catalog], diagnostics: [] }
  } catch (failure) {
    return { catalogs: [], diagnostics: [unreadable(path, reason(failure))] }
  }
}

export const readCatalogs = async (directory: string, paths: readonly string[]): Promise<Read> => {
  const reads = await Promise.all(paths.map((path) => readCatalog(resolve(directory, path))))
  return { catalogs: reads.flatMap(({ catalogs }) => catalogs), diagnostics: reads.flatMap(({ diagnostics }) => diagnostics) }
}

const catalogName = /^catalog\.[a-z0-9-]+(\.[^/]+)?\.json$/

const workspaceCatalogs = async (root: string): Promise<readonly string[]> =>
  (await readdir(join(root, '.rolecall'))).filter((name) => catalogName.test(name)).sort()

const readConfigFile = async (directory: string): Promise<{ config: Config; diagnostics: Diagnostics }> => {
  const file = await findConfigFile(directory)
  if (!file) return { config: defaultConfig, diagnostics: [] }
  const { config, problems } = readConfig(file.text)
  return {
    config,
    diagnostics: problems.map(({ message }) => warning(`${file.path}: ${message}`, 'The rest of the file holds.')),
  }
}

/** Everything that holds for a directory. A file that cannot be read is said and left out. */
export const readWorkspace = async (directory: string): Promise<Workspace> => {
  try {
    const root = await findRoot(directory)
    if (root === null) return { config: defaultConfig, catalogs: [], diagnostics: [] }
    const { config, diagnostics } = await readConfigFile(directory)
    const paths = [...(await workspaceCatalogs(root)), ...config.catalogs]
    const read = await readCatalogs(join(root, '.rolecall'), paths)
    return { config, catalogs: read.catalogs, diagnostics: [...diagnostics, ...read.diagnostics] }
  } catch (failure) {
    return { config: defaultConfig, catalogs: [], diagnostics: [warning('.rolecall cannot be read', reason(failure))] }
  }
}
