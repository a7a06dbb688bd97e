/** From the arguments of a verb to the files it reads. */
import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
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
import { readIfThere } from '../../read-regular.js'
import { UsageError } from '../verb.js'
import { isReadable } from './read.js'
import { errorReason } from './write.js'

export type Targets = {
  /** Absolute paths, in the order of the arguments. */
  readonly files: readonly string[]
  /** Those of them that an argument names. */
  readonly named: ReadonlySet<string>
  /** The directories that were walked. */
  readonly walked: readonly string[]
  /** Why an argument stands for nothing. */
  readonly unmatched: readonly string[]
}

const withOwnIgnoreFile = (above: WalkedDirectory, directory: string): WalkedDirectory => {
  const path = join(directory, ignoreFileName)
  try {
    return withIgnoreFile(above, readIfThere(path, maximumIgnoreFile))
  } catch (error) {
    throw new UsageError(`${path} cannot be read, so what it leaves out is not known: ${errorReason(error)}`)
  }
}

/** What the directories above say of one, as far as the repository goes. */
const begin = (directory: string): WalkedDirectory => {
  const between: string[] = []
  for (let at = directory; !existsSync(join(at, '.git')); at = dirname(at)) {
    if (dirname(at) === at) return []
    between.unshift(at)
  }
  const [first = directory] = between
  let found = between.length === 0 ? [] : withOwnIgnoreFile([], dirname(first))
  for (const path of between.slice(0, -1)) found = withOwnIgnoreFile(enter(found, basename(path)), path)
  return beginIn(found, basename(directory))
}

/** `above`: without what the directory's own `.gitignore` says. */
const walk = async function* (directory: string, above: WalkedDirectory): AsyncGenerator<string> {
  const here = withOwnIgnoreFile(above, directory)
  const entries = await readdir(directory, { withFileTypes: true })
  entries.sort((one, other) => (one.name < other.name ? -1 : 1))
  for (const entry of entries) {
    const { name } = entry
    const path = join(directory, name)
    if (entry.isDirectory()) {
      if (isDirectoryWalked(here, name)) yield* walk(path, enter(here, name))
    } else if (entry.isFile() && isReadable(name) && isFileWalked(here, name)) yield path
  }
}

const kindOf = async (path: string): Promise<'file' | 'directory' | 'other' | null> => {
  const found = await stat(path).catch(() => null)
  if (found === null) return null
  if (found.isDirectory()) return 'directory'
  return found.isFile() ? 'file' : 'other'
}

type Found = { readonly files: Set<string>; readonly named: Set<string>; readonly walked: Set<string> }

/** Why an argument stands for nothing; null where it stands for something. A directory with nothing in it does. */
const addFiles = async (argument: string, { files, named, walked }: Found): Promise<string | null> => {
  const path = resolve(argument)
  const kind = await kindOf(path)
  if (kind === null) return `${argument} does not exist`
  // Reading a pipe would wait for whoever writes into it.
  if (kind === 'other') return `${argument} is neither a file nor a directory; - reads standard input`
  if (kind === 'directory') {
    for await (const file of walk(path, begin(path))) files.add(file)
    walked.add(path)
    return null
  }
  if (!isReadable(basename(path)))
    return `${argument} is no role file (*.roles.yaml, .yml, .json, .jsonc), Terraform or TypeScript`
  files.add(path)
  named.add(path)
  return null
}

/** The files in a directory itself that are read, less those that are passed over. */
export const filesIn = async (directory: string): Promise<readonly string[]> => {
  const here = withOwnIgnoreFile(begin(directory), directory)
  const entries = await readdir(directory, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && isReadable(entry.name) && isFileWalked(here, entry.name))
    .map(({ name }) => join(directory, name))
}

/** Those below a directory. */
export const filesBelow = async (directory: string): Promise<readonly string[]> => {
  const files: string[] = []
  for await (const file of walk(directory, begin(directory))) files.push(file)
  return files
}

/** Without arguments everything below the working directory. */
export const findTargets = async (args: readonly string[]): Promise<Targets> => {
  const found: Found = { files: new Set(), named: new Set(), walked: new Set() }
  const unmatched: string[] = []
  for (const argument of args.length === 0 ? ['.'] : args) {
    const reason = await addFiles(argument, found)
    if (reason !== null) unmatched.push(reason)
  }
  return { files: [...found.files], named: found.named, walked: [...found.walked], unmatched }
}
