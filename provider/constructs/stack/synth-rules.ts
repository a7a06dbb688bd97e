/** What holds for roles at synth: the configuration above a directory and the catalogs beside it. */
import type { FolderRules } from '@rolecall/shared/workspace/rules.js'
import { createSynthRules } from '@rolecall/shared/workspace/rules.js'
import { findRoot } from '../../config-file.js'
import { readFolder } from '../../workspace-files.js'
import type { Construct } from '../core.js'

type Known = {
  readonly byDirectory: Map<string, FolderRules>
  readonly byRoot: Map<string | null, FolderRules>
}

/** By app, so that one synth reads each `.rolecall` once and the next one anew. */
const known = new WeakMap<object, Known>()

/** The rules for a directory, as the constructs of one app share them. */
export const rulesFor = (construct: Construct, directory: string): FolderRules => {
  const { root: app } = construct.node
  const { byDirectory, byRoot } = known.get(app) ?? { byDirectory: new Map(), byRoot: new Map() }
  known.set(app, { byDirectory, byRoot })
  const before = byDirectory.get(directory)
  if (before) return before
  const root = findRoot(directory)
  const rules = byRoot.get(root) ?? createSynthRules(readFolder(root))
  byDirectory.set(directory, rules)
  byRoot.set(root, rules)
  return rules
}

const ofFiles = new WeakMap<Construct, FolderRules>()

/** Those of the file that a role comes from hold for it. */
export const rememberRules = (role: Construct, rules: FolderRules): void => void ofFiles.set(role, rules)

/** What holds for a role: where its file is, or for one in code where the app runs. */
export const rulesOf = (role: Construct): FolderRules => ofFiles.get(role) ?? rulesFor(role, process.cwd())
