/** What holds for roles at synth: the configuration above a directory and the catalogs beside it. */
import type { FolderRules } from '@rolecall/shared/workspace/rules.js'
import { createSynthRules } from '@rolecall/shared/workspace/rules.js'
import { findRoot } from '../config-file.js'
import { readFolder } from '../workspace-files.js'
import type { Construct } from './core.js'

/** By app, so that one synth reads each `.rolecall` once and the next one anew. */
const known = new WeakMap<object, Map<string | null, FolderRules>>()

/** The rules for a directory, as the constructs of one app share them. */
export const rulesFor = (construct: Construct, directory: string): FolderRules => {
  const { root: app } = construct.node
  const ofApp = known.get(app) ?? new Map<string | null, FolderRules>()
  known.set(app, ofApp)
  const root = findRoot(directory)
  const rules = ofApp.get(root) ?? createSynthRules(readFolder(root))
  ofApp.set(root, rules)
  return rules
}
