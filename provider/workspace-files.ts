/**
 * What lies in `.rolecall`: the configuration and the catalogs of a workspace, as values. Each reader
 * decides what a problem means to it. Synchronous, since synth is.
 */
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { maximumCatalog, readCatalogFile } from '@rolecall/shared/catalog/read.js'
import type { CatalogFile } from '@rolecall/shared/model/catalog.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import type { Config } from '@rolecall/shared/workspace/config.js'
import { defaultConfig, maximumConfig, readConfig } from '@rolecall/shared/workspace/config.js'
import { findRoot } from './config-file.js'
import { readIfThere, readRegular } from './read-regular.js'

/** A catalog that cannot be used. */
export type CatalogProblem = { readonly file: string; readonly message: string }

const start = { line: 0, character: 0 }

const unreadable = (file: string, message: string): LocatedProblem => ({
  code: 'RC013',
  severity: 'error',
  message,
  suggestions: [],
  file,
  range: { start, end: start },
  role: null,
})

/** The same as a problem of the file, for who shows places. */
export const catalogProblem = ({ file, message }: CatalogProblem): LocatedProblem =>
  unreadable(file, `This catalog is not used: ${message}`)

export type WorkspaceFiles = {
  readonly config: Config
  /** Those of `.rolecall` by name, then those the configuration names. */
  readonly catalogs: readonly CatalogFile[]
  readonly configProblems: readonly LocatedProblem[]
  readonly catalogProblems: readonly CatalogProblem[]
}

const cannotRead = (failure: unknown): string =>
  `It cannot be read: ${failure instanceof Error ? failure.message : String(failure)}`

type ConfigRead = { readonly config: Config; readonly problems: readonly LocatedProblem[] }

const readConfigAt = (path: string): ConfigRead => {
  try {
    const { config, problems } = readConfig(readIfThere(path, maximumConfig) ?? '')
    return { config, problems: problems.map((problem) => ({ ...problem, file: path, role: null })) }
  } catch (failure) {
    return { config: defaultConfig, problems: [unreadable(path, cannotRead(failure))] }
  }
}

const catalogName = /^catalog\.[a-z0-9-]+(\.[^/]+)?\.json$/

const readCatalog = (path: string): CatalogFile | CatalogProblem => {
  try {
    const read = readCatalogFile(readRegular(path, maximumCatalog))
    return 'catalog' in read ? read.catalog : { file: path, message: read.error }
  } catch (failure) {
    return { file: path, message: cannotRead(failure) }
  }
}

const readFolder = (folder: string, named: readonly string[]): readonly (CatalogFile | CatalogProblem)[] => {
  try {
    const found = readdirSync(folder).filter((name) => catalogName.test(name))
    return [...found.sort(), ...named].map((path) => readCatalog(resolve(folder, path)))
  } catch (failure) {
    return [{ file: folder, message: cannotRead(failure) }]
  }
}

const isProblem = (read: CatalogFile | CatalogProblem): read is CatalogProblem => 'message' in read

/** Everything that holds for a directory. What cannot be read is a problem among the others. */
export const readWorkspaceFiles = (directory: string): WorkspaceFiles => {
  const root = findRoot(directory)
  if (root === null) return { config: defaultConfig, catalogs: [], configProblems: [], catalogProblems: [] }
  const folder = join(root, '.rolecall')
  const { config, problems } = readConfigAt(join(folder, 'config.yaml'))
  const reads = readFolder(folder, config.catalogs)
  return {
    config,
    catalogs: reads.filter((read): read is CatalogFile => !isProblem(read)),
    configProblems: problems,
    catalogProblems: reads.filter(isProblem),
  }
}
