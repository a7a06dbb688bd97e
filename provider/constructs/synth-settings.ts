/** What holds for roles at synth: the configuration above a directory and the catalogs beside it. */
import type { Rules } from '@rolecall/shared/workspace/rules.js'
import { createRules } from '@rolecall/shared/workspace/rules.js'
import { findRoot } from '../config-file.js'
import { readFolder } from '../workspace-files.js'
import type { Construct } from './core.js'

const readSettings = (root: string | null): Rules =>
  createRules(readFolder(root), {
    trust: false,
    trustedWhere: 'in the `catalogs` of the provider block',
    atSynth: true,
  })

/** By app, so that one synth reads each `.rolecall` once and the next one anew. */
const known = new WeakMap<object, Map<string | null, Rules>>()

/** The settings for a directory, as the constructs of one app share them. */
export const settingsFor = (construct: Construct, directory: string): Rules => {
  const { root: app } = construct.node
  const ofApp = known.get(app) ?? new Map<string | null, Rules>()
  known.set(app, ofApp)
  const root = findRoot(directory)
  const settings = ofApp.get(root) ?? readSettings(root)
  ofApp.set(root, settings)
  return settings
}
