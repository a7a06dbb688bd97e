import type { FolderRules } from '@rolecall/shared/workspace/rules.js'
import { createSynthRules } from '@rolecall/shared/workspace/rules.js'
import { findRoot } from '../../config-file.js'
import { readFolder } from '../../workspace-files.js'

let known: { readonly directory: string; readonly rules: FolderRules } | null = null

/**
 * What holds where the app runs, for what is asked before there is a construct. Read once by code that runs in one go,
 * as an app does, and anew by what runs later in the same process.
 */
export const rulesHere = (): FolderRules => {
  const directory = process.cwd()
  if (known?.directory === directory) return known.rules
  const rules = createSynthRules(readFolder(findRoot(directory)))
  known = { directory, rules }
  queueMicrotask(() => (known = null))
  return rules
}
