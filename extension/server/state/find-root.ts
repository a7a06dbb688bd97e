/** Finds `.rolecall` as the command and the provider do. */
import { folderName } from '@rolecall/shared/workspace/folder.js'
import type { Files } from '../files.js'
import { parentUri } from '../uri.js'

/**
 * The nearest directory at or above `directory` with a `.rolecall` in it, not above the one with
 * `.git`; null without any.
 */
export const findRoot = async (files: Files, directory: string): Promise<string | null> => {
  for (let at: string | null = directory; at !== null; at = parentUri(at)) {
    const names = new Set((await files.list(at))?.map(({ name }) => name))
    if (names.has(folderName)) return at
    if (names.has('.git')) return null
  }
  return null
}
