/** What holds for roles at synth: the configuration above a directory, the catalogs beside it, the check these make. */
import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { mergeWorkspaceCatalogs } from '@rolecall/shared/catalog/workspace-catalogs.js'
import { createFileCheck } from '@rolecall/shared/check/check-file.js'
import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import type { ProblemCode, Severity } from '@rolecall/shared/model/problem.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import type { Config } from '@rolecall/shared/workspace/config.js'
import { findRoot } from '../config-file.js'
import { catalogProblem, readWorkspaceFiles } from '../workspace-files.js'
import type { Construct } from './core.js'

export type SynthSettings = {
  readonly config: Config
  readonly catalogOf: (platform: string) => Catalog
  readonly check: (document: RoleDocument) => readonly LocatedProblem[]
  /** What the configuration says of a code; null where it says nothing. */
  readonly severityOf: (code: ProblemCode) => Severity | 'off' | null
  /** Of the configuration and the catalogs themselves. */
  readonly problems: readonly LocatedProblem[]
  /** What a person must know: risks that a workspace would lower. */
  readonly notices: readonly string[]
}

const readSettings = (directory: string): SynthSettings => {
  const files = readWorkspaceFiles(directory)
  const { catalogOf, lowered } = mergeWorkspaceCatalogs(files.catalogs, false)
  const { config } = files
  return {
    config,
    catalogOf,
    severityOf: (code) => config.severity[code] ?? null,
    check: createFileCheck({
      catalogs: catalogOf,
      limit: config.maxBlastRadius,
      severity: config.severity,
      emptyPatternIsError: true,
    }),
    notices: lowered.map(
      ({ platform, value, shipped, wanted }) =>
        `${platform.title}'s ${value} stays ${shipped}: a catalog says ${wanted}, which counts in the \`catalogs\` of the provider block.`,
    ),
    problems: [...files.configProblems, ...files.catalogProblems.map(catalogProblem)],
  }
}

/** By app, so that one synth reads each `.rolecall` once and the next one anew. */
const known = new WeakMap<object, Map<string | null, SynthSettings>>()

/** The settings for a directory, as the constructs of one app share them. */
export const settingsFor = (construct: Construct, directory: string): SynthSettings => {
  const { root: app } = construct.node
  const ofApp = known.get(app) ?? new Map<string | null, SynthSettings>()
  known.set(app, ofApp)
  const root = findRoot(directory)
  const settings = ofApp.get(root) ?? readSettings(directory)
  ofApp.set(root, settings)
  return settings
}
