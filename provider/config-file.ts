/**
 * Finds `.rolecall`: the same directory for the provider, synth and every verb of the command.
 * Synchronous, since synth is: a construct cannot wait.
 */
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { folderName, searchStep } from '@rolecall/shared/workspace/search.js'

/** The directory at or above this one that holds `name`, not above the one with `.git`; null without any. */
export const findUpwards = (name: string, directory: string): string | null => {
  for (let at = resolve(directory); ; at = dirname(at)) {
    const step = searchStep(name, (wanted) => existsSync(join(at, wanted)))
    if (step === 'found') return at
    if (step === 'end' || dirname(at) === at) return null
  }
}

/** The provider runs in `cdktf.out/stacks/x`, so it must look upwards too. */
export const findRoot = (directory: string): string | null => findUpwards(folderName, directory)
