/** Walks the folders of the workspace as lint and report walk a directory. */

import { isTypescript, roleFileLanguage } from '@rolecall/shared/text/language.js'
import type { WalkedDirectory } from '@rolecall/shared/workspace/walk.js'
import {
  beginIn,
  enter,
  ignoreFileName,
  isDirectoryWalked,
  isFileWalked,
  maximumIgnoreFile,
  withIgnoreFile,
} from '@rolecall/shared/workspace/walk.js'
import type { FileEntry, Files } from '../files.js'
import { joinUri, parentUri, parentUris, uriPath } from '../uri.js'

/** So many directories are looked into at most: a home directory opened as a folder must not take minutes. */
const maximumDirectories = 5000

export const isRoleFilePath = (file: string): boolean => roleFileLanguage(uriPath(file)) !== null

export const isTypescriptPath = (file: string): boolean => isTypescript(uriPath(file))

const nameOf = (uri: string): string => uriPath(uri.slice(uri.lastIndexOf('/') + 1))

type Listed = { readonly entries: readonly FileEntry[]; readonly here: WalkedDirectory }

/** What is in a directory, and what its own `.gitignore` and those above say of that. */
const look = async (files: Files, directory: string, above: WalkedDirectory): Promise<Listed> => {
  const entries = (await files.list(directory)) ?? []
  const has = entries.some(({ name }) => name === ignoreFileName)
  const text = has ? await files.read(joinUri(directory, ignoreFileName), maximumIgnoreFile) : null
  return { entries, here: withIgnoreFile(above, text) }
}

/** What the directories above a folder say of it, as far as its repository goes. */
const begin = async (files: Files, folder: string): Promise<WalkedDirectory> => {
  const between: string[] = []
  for (let at: string | null = folder; at !== null; at = parentUri(at)) {
    const entries = (await files.list(at)) ?? []
    if (entries.some(({ name }) => name === '.git')) {
      if (at === folder) return []
      let found = (await look(files, at, [])).here
      for (const path of between.slice(1).toReversed()) {
        found = (await look(files, path, enter(found, nameOf(path)))).here
      }
      return beginIn(found, nameOf(folder))
    }
    between.push(at)
  }
  return []
}

/** Which files of a directory the walk comes to. Of one that is below no folder it passes over none. */
export const walkedIn = async (
  files: Files,
  folders: readonly string[],
  directory: string,
): Promise<(file: string) => boolean> => {
  const above = [directory, ...parentUris(directory)]
  const depth = above.findIndex((at) => folders.includes(at))
  if (depth < 0) return () => true
  const inside = above.slice(0, depth).toReversed()
  let listed = await look(files, above[depth] ?? '', await begin(files, above[depth] ?? ''))
  for (const at of inside) {
    const name = nameOf(at)
    if (!isDirectoryWalked(listed.here, name)) return () => false
    listed = await look(files, at, enter(listed.here, name))
  }
  const { entries, here } = listed
  const links = new Set(entries.filter(({ link }) => link === true).map(({ name }) => name))
  return (file) => !links.has(nameOf(file)) && isFileWalked(here, nameOf(file))
}

export const isWalkedTo = async (files: Files, folders: readonly string[], file: string): Promise<boolean> => {
  const directory = parentUri(file)
  return directory === null || (await walkedIn(files, folders, directory))(file)
}

export type Walk = {
  readonly files: readonly string[]
  /** How many more were seen. */
  readonly left: number
  /** There may be more than was looked at. */
  readonly limited: boolean
}

export type Wanted = {
  readonly folders: readonly string[]
  /** By its name alone. */
  readonly isWanted: (name: string) => boolean
  readonly maximum: number
  readonly isCancelled: () => boolean
}

/** The files below some directories, breadth first. */
export const findFiles = async (files: Files, { folders, isWanted, maximum, isCancelled }: Wanted): Promise<Walk> => {
  const found = new Set<string>()
  let left = 0
  const queue: { readonly directory: string; readonly above: WalkedDirectory }[] = []
  for (const folder of folders) queue.push({ directory: folder, above: await begin(files, folder) })
  for (const [index, { directory, above }] of queue.entries()) {
    if (isCancelled() || index >= maximumDirectories) return { files: [...found], left, limited: true }
    const { entries, here } = await look(files, directory, above)
    for (const { name, kind, link } of entries) {
      if (kind === 'directory' && isDirectoryWalked(here, name)) {
        queue.push({ directory: joinUri(directory, name), above: enter(here, name) })
      } else if (kind === 'file' && link !== true && isWanted(name) && isFileWalked(here, name)) {
        if (found.size < maximum) found.add(joinUri(directory, name))
        else left += 1
      }
    }
  }
  return { files: [...found], left, limited: left > 0 }
}
