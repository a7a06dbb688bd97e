/** Finds `.rolecall` as the command and the provider do, and what else lies above. */
import { folderName, searchStep } from '@rolecall/shared/workspace/search.js'
import type { Files } from '../files.js'
import { parentUris } from '../uri.js'

/** The nearest directory at or above `directory` with such a name in it, not above the one with `.git`; null without any. */
export const findAbove = async (files: Files, directory: string, wanted: string): Promise<string | null> => {
  for (const at of [directory, ...parentUris(directory)]) {
    const names = new Set((await files.list(at))?.map(({ name }) => name))
    const step = searchStep(wanted, (name) => names.has(name))
    if (step !== null) return step === 'found' ? at : null
  }
  return null
}

export const findRoot = (files: Files, directory: string): Promise<string | null> =>
  findAbove(files, directory, folderName)
