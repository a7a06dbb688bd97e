/**
 * Finds `.rolecall/config.yaml`: the same file for the provider, synth and every verb of the command.
 * Synchronous, since synth is: a construct cannot wait.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export type ConfigFile = {
  /** The directory that holds `.rolecall`. Paths in the file start from `.rolecall`. */
  readonly root: string
  readonly path: string
  readonly text: string
}

/**
 * The nearest directory at or above `directory` with a `.rolecall` in it, not above the one with
 * `.git`; null without any. The provider runs in `cdktf.out/stacks/x`, so it must look upwards too.
 */
export const findRoot = (directory: string): string | null => {
  for (let at = resolve(directory); ; at = dirname(at)) {
    if (existsSync(join(at, '.rolecall'))) return at
    if (existsSync(join(at, '.git')) || dirname(at) === at) return null
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

/** The file that holds for a directory; null without one. Throws where it is there and cannot be read. */
export const findConfigFile = (directory: string): ConfigFile | null => {
  const root = findRoot(directory)
  if (root === null) return null
  const path = join(root, '.rolecall', 'config.yaml')
  try {
    return { root, path, text: readFileSync(path, 'utf8') }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
