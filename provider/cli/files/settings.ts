/** What holds for the files of a directory: the configuration above it, its catalogs, and the check these make. */
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import ignore from 'ignore'
import { createCatalog } from '@rolecall/shared/catalog/catalog.js'
import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { readCatalogFile } from '@rolecall/shared/catalog/read.js'
import { defaultConfig, readConfig } from '@rolecall/shared/config/config.js'
import type { Config } from '@rolecall/shared/config/config.js'
import { createFileCheck } from '@rolecall/shared/documents/check-file.js'
import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import type { CatalogFile } from '@rolecall/shared/model/catalog.js'
import type { LocatedProblem, ProblemCode } from '@rolecall/shared/model/problem.js'
import type { Platform } from '@rolecall/shared/platforms/platform.js'
import { platforms } from '@rolecall/shared/platforms/registry.js'
import { findConfigFile, findRoot } from '../../config-file.js'

export type Settings = {
  readonly check: (document: RoleDocument) => readonly LocatedProblem[]
  readonly catalogOf: (platform: Platform) => Catalog
  readonly severity: Config['severity']
  /** Whether the configuration leaves a file, by its absolute path, out. */
  readonly ignores: (path: string) => boolean
  /** Of the configuration and the catalogs themselves. */
  readonly problems: readonly LocatedProblem[]
  /** What a person must know: risks that a workspace lowers. */
  readonly notices: readonly string[]
}

const startOfFile = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }

const fileProblem = (file: string, code: ProblemCode, message: string): LocatedProblem => ({
  code,
  severity: 'error',
  message,
  suggestions: [],
  file,
  range: startOfFile,
  role: null,
})

type ReadConfig = { readonly config: Config; readonly path: string | null; readonly problems: readonly LocatedProblem[] }

/** What is wrong in the configuration is a problem like those of role files; the rest of it holds. */
const readConfigFile = async (directory: string): Promise<ReadConfig> => {
  const file = await findConfigFile(directory)
  if (file === null) return { config: defaultConfig, path: null, problems: [] }
  const { config, problems } = readConfig(file.text)
  return {
    config,
    path: file.path,
    problems: problems.map(({ message, range }) => ({ ...fileProblem(file.path, 'RC008', message), range })),
  }
}

const shippedName = /^catalog\.([a-z]+)(?:\.[^.]+)?\.json$/

const workspaceCatalogs = async (root: string): Promise<readonly string[]> => {
  const directory = join(root, '.rolecall')
  const names = await readdir(directory).catch(() => [])
  return names
    .filter((name) => shippedName.test(name))
    .sort()
    .map((name) => join(directory, name))
}

type Read = { readonly path: string } & ({ readonly catalog: CatalogFile } | { readonly error: string })

const readCatalog = async (path: string): Promise<Read> => {
  try {
    return { path, ...readCatalogFile(await readFile(path, 'utf8')) }
  } catch (error) {
    return { path, error: `It cannot be read: ${error instanceof Error ? error.message : String(error)}` }
  }
}

const mergeCatalogs = (read: readonly Read[], trust: boolean) => {
  const files = read.flatMap((one) => ('catalog' in one ? [one.catalog] : []))
  const merged = platforms.map((platform) => ({
    platform,
    ...createCatalog(
      platform,
      files.filter((file) => file.platform === platform.key),
      { trust },
    ),
  }))
  const notices = merged.flatMap(({ platform, lowered }) =>
    lowered.map(({ value, shipped, wanted, applied }) =>
      applied
        ? `a catalog lowers the risk of ${platform.title}'s ${value} from ${shipped} to ${wanted}`
        : `${platform.title}'s ${value} stays ${shipped}: a catalog says ${wanted}, which counts with --trust-workspace`,
    ),
  )
  return { catalogs: new Map<string, Catalog>(merged.map(({ platform, catalog }) => [platform.key, catalog])), notices }
}

const readSettings = async (directory: string, root: string | null, trust: boolean): Promise<Settings> => {
  const { config, path, problems } = await readConfigFile(directory)
  const named = config.catalogs.map((file) => resolve(path === null ? directory : dirname(path), file))
  const read = await Promise.all([...(root === null ? [] : await workspaceCatalogs(root)), ...named].map(readCatalog))
  const { catalogs, notices } = mergeCatalogs(read, trust)
  const ignored = ignore.default().add([...config.ignore])
  const catalogOf = (key: string): Catalog => {
    const catalog = catalogs.get(key)
    if (!catalog) throw new Error(`There is no platform ${key}.`)
    return catalog
  }
  return {
    check: createFileCheck({
      catalogs: catalogOf,
      limit: config.maxBlastRadius,
      severity: config.severity,
      emptyPatternIsError: false,
    }),
    catalogOf: ({ key }) => catalogOf(key),
    severity: config.severity,
    ignores: (file) => {
      const inside = root === null ? '' : relative(root, file)
      return inside !== '' && !inside.startsWith('..') && ignored.ignores(inside.replaceAll('\\', '/'))
    },
    problems: [
      ...problems,
      ...read.flatMap((one) =>
        'error' in one ? [fileProblem(one.path, 'RC013', `This catalog is not used: ${one.error}`)] : [],
      ),
    ],
    notices,
  }
}

/** The severity the configuration gives to what is found across files; null where it is off. */
export const withSeverity = ({ severity }: Settings, problem: LocatedProblem): LocatedProblem | null => {
  const wanted = severity[problem.code satisfies ProblemCode]
  if (wanted === 'off') return null
  return wanted === undefined ? problem : { ...problem, severity: wanted }
}

/** Reads each directory's settings once; directories under one root share them. */
export const createSettingsFinder = ({ trust }: { readonly trust: boolean }) => {
  const byDirectory = new Map<string, Promise<Settings>>()
  const byRoot = new Map<string | null, Promise<Settings>>()
  const find = async (directory: string): Promise<Settings> => {
    const root = await findRoot(directory)
    const known = byRoot.get(root)
    if (known) return known
    const settings = readSettings(directory, root, trust)
    byRoot.set(root, settings)
    return settings
  }
  return {
    /** For a file, by its absolute path. */
    settingsFor: (file: string): Promise<Settings> => {
      const directory = dirname(file)
      const settings = byDirectory.get(directory) ?? find(directory)
      byDirectory.set(directory, settings)
      return settings
    },
    /** All that were asked for. */
    all: (): Promise<readonly Settings[]> => Promise.all(byRoot.values()),
  }
}
