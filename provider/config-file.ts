/**
 * Finds `.rolecall`: the same directory for the provider, synth and every verb of the command.
 * Synchronous, since synth is: a construct cannot wait.
 */
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { folderName } from '@rolecall/shared/workspace/folder.js'

/**
 * The nearest directory at or above `directory` with a `.rolecall` in it, not above the one with
 * `.git`; null without any. The provider runs in `cdktf.out/stacks/x`, so it must look upwards too.
 */
export const findRoot = (directory: string): string | null => {
  for (let at = resolve(directory); ; at = dirname(at)) {
    if (existsSync(join(at, folderName))) return at
    if (existsSync(join(at, '.git')) || dirname(at) === at) return null
  }
}
