import { roleFileLanguage } from '@rolecall/shared/text/language.js'
import type { Files } from '../files.js'
import { joinUri, uriPath } from '../uri.js'

/** Never walked into: they hold what tools wrote. Neither is any directory whose name begins with a dot. */
const skipped: ReadonlySet<string> = new Set(['node_modules', 'cdktf.out', 'dist', 'build', 'out', 'vendor', 'target'])

/** So many directories are looked into at most: a home directory opened as a folder must not take minutes. */
const maximumDirectories = 5000

export const isRoleFilePath = (file: string): boolean => roleFileLanguage(uriPath(file)) !== null

export type Walk = {
  readonly files: readonly string[]
  /** There may be more than was looked at. */
  readonly limited: boolean
}

/** The role files below some directories, breadth first, `maximum` at most. */
export const findRoleFiles = async (
  files: Files,
  folders: readonly string[],
  maximum: number,
  isCancelled: () => boolean,
): Promise<Walk> => {
  const found = new Set<string>()
  const queue = [...folders]
  for (let index = 0; index < queue.length; index += 1) {
    if (isCancelled() || index >= maximumDirectories || found.size >= maximum)
      return { files: [...found], limited: true }
    const directory = queue[index] ?? ''
    for (const { name, kind } of (await files.list(directory)) ?? []) {
      if (kind === 'directory' && !name.startsWith('.') && !skipped.has(name)) queue.push(joinUri(directory, name))
      else if (kind === 'file' && roleFileLanguage(name) !== null && found.size < maximum)
        found.add(joinUri(directory, name))
    }
  }
  return { files: [...found], limited: false }
}
