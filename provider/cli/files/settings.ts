/** What holds for the files of a directory: the configuration above it, its catalogs, and the check these make. */
import { dirname, relative } from 'node:path'
import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import type { WorkspaceCatalogs } from '@rolecall/shared/catalog/workspace-catalogs.js'
import { mergeWorkspaceCatalogs } from '@rolecall/shared/catalog/workspace-catalogs.js'
import { createFileCheck } from '@rolecall/shared/check/check-file.js'
import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import type { ProblemCode } from '@rolecall/shared/model/problem.js'
import type { Platform } from '@rolecall/shared/platforms/platform.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import type { Config } from '@rolecall/shared/workspace/config.js'
import { createIgnoreRules } from '@rolecall/shared/workspace/ignore-rules.js'
import { findRoot } from '../../config-file.js'
import { catalogProblem, readWorkspaceFiles } from '../../workspace-files.js'

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

const notice = ({ platform, value, shipped, wanted, applied }: WorkspaceCatalogs['lowered'][number]): string =>
  applied
    ? `a catalog lowers the risk of ${platform.title}'s ${value} from ${shipped} to ${wanted}`
    : `${platform.title}'s ${value} stays ${shipped}: a catalog says ${wanted}, which counts with --trust-workspace`

const readSettings = (directory: string, root: string | null, trust: boolean): Settings => {
  const { config, catalogs: files, configProblems, catalogProblems } = readWorkspaceFiles(directory)
  const { catalogOf, lowered } = mergeWorkspaceCatalogs(files, trust)
  const ignored = createIgnoreRules(config.ignore)
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
      return inside !== '' && !inside.startsWith('..') && ignored.verdict(inside.replaceAll('\\', '/')) === 'ignored'
    },
    problems: [...configProblems, ...catalogProblems.map(catalogProblem)],
    notices: lowered.map(notice),
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
  const byDirectory = new Map<string, Settings>()
  const byRoot = new Map<string | null, Settings>()
  const find = (directory: string): Settings => {
    const root = findRoot(directory)
    const settings = byRoot.get(root) ?? readSettings(directory, root, trust)
    byRoot.set(root, settings)
    return settings
  }
  return {
    /** For a file, by its absolute path. */
    settingsFor: (file: string): Settings => {
      const directory = dirname(file)
      const settings = byDirectory.get(directory) ?? find(directory)
      byDirectory.set(directory, settings)
      return settings
    },
    /** All that were asked for. */
    all: (): readonly Settings[] => [...byRoot.values()],
  }
}
