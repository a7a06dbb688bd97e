/** What holds for the documents below one `.rolecall`: its catalogs, its severities, and the check these make. */

import type { Catalog, Trust } from '../catalog/catalog.js'
import type { WorkspaceCatalogs } from '../catalog/workspace-catalogs.js'
import { mergeWorkspaceCatalogs } from '../catalog/workspace-catalogs.js'
import { createDocumentCheck } from '../check/check-document.js'
import type { FileCheck } from '../check/check-file.js'
import { createFileCheck } from '../check/check-file.js'
import type { RoleDocument } from '../documents/document.js'
import type { SeverityMap } from '../rules/severity.js'
import { applySeverity, severityAtSynth } from '../rules/severity.js'
import type { LocatedProblem } from '../text/located-problem.js'
import type { Config } from './config.js'
import type { RolecallFolder } from './folder.js'
import { folderProblems } from './folder.js'
import { createIgnoreRules } from './ignore-rules.js'
import { createModuleFinder } from './modules.js'

export type FolderRules = {
  readonly config: Config
  /** By the platform's key. */
  readonly catalogOf: (platform: string) => Catalog
  readonly catalogs: RolecallFolder['catalogs']
  readonly check: (document: RoleDocument) => readonly LocatedProblem[]
  /** What is found across documents, with the severities of the configuration. */
  readonly judge: (problems: readonly LocatedProblem[]) => readonly LocatedProblem[]
  /** Whether the configuration leaves out a path, which is seen from the directory that holds `.rolecall`. */
  readonly ignores: (path: string) => boolean
  /** The module that the configuration makes of the role files around such a path: its directory; null: none. */
  readonly moduleAt: (path: string) => string | null
  /** Of the configuration and the catalogs themselves. */
  readonly problems: readonly LocatedProblem[]
  /** What a person must know: risks that a catalog lowers. */
  readonly notices: readonly string[]
}

export type RuleOptions = Pick<FileCheck, 'versions'> & {
  /** Roles are made into what is deployed. */
  readonly atSynth?: boolean
  /** Whether catalogs of the workspace may lower risks. */
  readonly trust: Trust
  /** Where a lowered risk would count; finishes "a catalog says low, which counts …". */
  readonly trustedWhere: string
}

const notice = (
  { platform, value, shipped, wanted, applied }: WorkspaceCatalogs['lowered'][number],
  trustedWhere: string,
): string =>
  applied
    ? `a catalog lowers the risk of ${platform.title}'s ${value} from ${shipped} to ${wanted}`
    : `${platform.title}'s ${value} stays ${shipped}: a catalog says ${wanted}, which counts ${trustedWhere}`

export const createFolderRules = (
  folder: RolecallFolder,
  { trust, trustedWhere, atSynth = false, ...check }: RuleOptions,
): FolderRules => {
  const { config, catalogs } = folder
  const { catalogOf, lowered } = mergeWorkspaceCatalogs(
    catalogs.map(({ catalog }) => catalog),
    trust,
  )
  const ignored = createIgnoreRules(config.ignore)
  const own = createFileCheck({
    catalogs: catalogOf,
    // At synth the provider has a say in it, which is known when the whole stack is.
    limit: atSynth ? null : config.maxBlastRadius,
    severity: atSynth ? severityAtSynth(config.severity) : config.severity,
    ...check,
  })
  // What is said of a file that is not ours can be switched off, but never becomes more than a hint.
  const foreign = createDocumentCheck({
    checkRole: () => [],
    severityOf: (code) => (config.severity[code] === 'off' ? 'off' : 'hint'),
  })
  return {
    config,
    catalogOf,
    catalogs,
    check: (document) => (document.standing === 'foreign' ? foreign : own)(document),
    judge: (problems) => applySeverity(problems, config.severity),
    ignores: (path) => ignored.verdict(path) === 'ignored',
    moduleAt: createModuleFinder(config.modules),
    problems: folderProblems(folder),
    notices: lowered.map((one) => notice(one, trustedWhere)),
  }
}

/** What the provider block says beside `.rolecall`. */
export type ProviderBlock = {
  /** Takes precedence over the configuration. */
  readonly severity: SeverityMap
  /** Whoever names these in the provider block may also change the limit, so they may lower risks. */
  readonly catalogs: RolecallFolder['catalogs']
}

const emptyBlock: ProviderBlock = { severity: {}, catalogs: [] }

/** What holds where roles are made into what is deployed. Only the provider block can trust a catalog. */
export const createSynthRules = (
  { config, ...folder }: RolecallFolder,
  { severity, catalogs }: ProviderBlock = emptyBlock,
): FolderRules => {
  const trusted = new Set(catalogs.map(({ catalog }) => catalog))
  return createFolderRules(
    {
      ...folder,
      config: { ...config, severity: { ...config.severity, ...severity } },
      catalogs: [...folder.catalogs, ...catalogs],
    },
    {
      trust: (catalog) => trusted.has(catalog),
      trustedWhere: 'in the `catalogs` of the provider block',
      atSynth: true,
    },
  )
}
