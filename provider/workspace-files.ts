/**
 * What lies in `.rolecall`: the configuration and the catalogs of a workspace, as values. Each reader
 * decides what a problem means to it. Synchronous, since synth is.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readCatalogFile } from '@rolecall/shared/catalog/read.js'
import { defaultConfig, readConfig } from '@rolecall/shared/config/config.js'
import type { Config } from '@rolecall/shared/config/config.js'
import type { CatalogFile } from '@rolecall/shared/model/catalog.js'
import type { LocatedProblem } from '@rolecall/shared/model/problem.js'
import { findConfigFile, findRoot } from './config-file.js'

/** A catalog that cannot be used. */
export type CatalogProblem = { readonly file: string; readonly message: string }

/** The same as a problem of the file, for who shows places. */
export const catalogProblem = ({ file, message }: CatalogProblem): LocatedProblem => ({
  code: 'RC013',
  severity: 'error',
  message: `This catalog is not used: ${message}`,
  suggestions: [],
  file,
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  role: null,
})

export type WorkspaceFiles = {
  readonly config: Config
  /** Those of `.rolecall` by name, then those the configuration names. */
  readonly catalogs: readonly CatalogFile[]
  readonly configProblems: readonly LocatedProblem[]
  readonly catalogProblems: readonly CatalogProblem[]
}

const reason = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure))

const catalogName = /^catalog\.[a-z0-9-]+(\.[^/]+)?\.json$/

const catalogsBeside = (directory: string): readonly string[] =>
  readdirSync(directory)
    .filter((name) => catalogName.test(name))
    .sort()

const readCatalog = (path: string): CatalogFile | CatalogProblem => {
  try {
    const read = readCatalogFile(readFileSync(path, 'utf8'))
    return 'catalog' in read ? read.catalog : { file: path, message: read.error }
  } catch (failure) {
    return { file: path, message: `It cannot be read: ${reason(failure)}` }
  }
}

const isProblem = (read: CatalogFile | CatalogProblem): read is CatalogProblem => 'message' in read

/** Everything that holds for a directory. */
export const readWorkspaceFiles = (directory: string): WorkspaceFiles => {
  const root = findRoot(directory)
  if (root === null) return { config: defaultConfig, catalogs: [], configProblems: [], catalogProblems: [] }
  const file = findConfigFile(directory)
  const { config, problems } = file ? readConfig(file.text) : { config: defaultConfig, problems: [] }
  const folder = join(root, '.rolecall')
  const reads = [...catalogsBeside(folder), ...config.catalogs].map((path) => readCatalog(resolve(folder, path)))
  return {
    config,
    catalogs: reads.filter((read): read is CatalogFile => !isProblem(read)),
    configProblems: problems.map((problem) => ({ ...problem, file: file?.path ?? folder, role: null })),
    catalogProblems: reads.filter(isProblem),
  }
}
