/** What holds for roles at synth: the configuration above a directory, the catalogs beside it, and the role's provider. */
import type { RolecallFolder } from '@rolecall/shared/workspace/folder.js'
import type { FolderRules } from '@rolecall/shared/workspace/rules.js'
import { createSynthRules } from '@rolecall/shared/workspace/rules.js'
import { findRoot } from '../../config-file.js'
import { readFolder } from '../../workspace-files.js'
import type { Construct, TerraformProvider, TerraformResource } from '../core.js'
import { blockOf } from './provider-block.js'
import { providerOf } from './stack-providers.js'

type Known = {
  readonly byDirectory: Map<string, FolderRules>
  readonly byRoot: Map<string | null, FolderRules>
}

/** By app, so that one synth reads each `.rolecall` once and the next one anew. */
const known = new WeakMap<object, Known>()

const folders = new WeakMap<FolderRules, RolecallFolder>()

const createRules = (root: string | null): FolderRules => {
  const folder = readFolder(root)
  const rules = createSynthRules(folder)
  folders.set(rules, folder)
  return rules
}

/** The rules for a directory, as the constructs of one app share them. */
export const rulesFor = (construct: Construct, directory: string): FolderRules => {
  const { root: app } = construct.node
  const { byDirectory, byRoot } = known.get(app) ?? { byDirectory: new Map(), byRoot: new Map() }
  known.set(app, { byDirectory, byRoot })
  const before = byDirectory.get(directory)
  if (before) return before
  const root = findRoot(directory)
  const rules = byRoot.get(root) ?? createRules(root)
  byDirectory.set(directory, rules)
  byRoot.set(root, rules)
  return rules
}

/** By what a provider block says, then by the rules without it. */
const blocks = new WeakMap<object, WeakMap<FolderRules, FolderRules>>()

/** The rules of a directory as they are for roles of a provider, whose own settings count for more. */
export const rulesUnder = (rules: FolderRules, provider: TerraformProvider | null): FolderRules => {
  const block = provider && blockOf(provider)
  const folder = folders.get(rules)
  if (!block || !folder) return rules
  const byRules = blocks.get(block) ?? new WeakMap<FolderRules, FolderRules>()
  const under = byRules.get(rules) ?? createSynthRules(folder, block)
  blocks.set(block, byRules.set(rules, under))
  return under
}

const ofFiles = new WeakMap<Construct, FolderRules>()

/** Those of the file that a role comes from hold for it. */
export const rememberRules = (role: Construct, rules: FolderRules): void => void ofFiles.set(role, rules)

/** What holds for a role: where its file is, or for one in code where the app runs; and in its provider. */
export const rulesOf = (role: TerraformResource): FolderRules =>
  rulesUnder(ofFiles.get(role) ?? rulesFor(role, process.cwd()), providerOf(role))
