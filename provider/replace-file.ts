/** The one writer of files: whole or not at all, and never through a name that somebody could have laid there. */
import { randomBytes } from 'node:crypto'
import { open, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

export type ReplaceOptions = {
  /** Of a new file; one that is there keeps its own. */
  readonly mode?: number
  /** Also after a crash of the machine there is the old file or the new one. */
  readonly durable?: boolean
  /** Where the file grows, on the same disk. Else beside the target. */
  readonly directory?: string
}

/** As many as Linux follows. https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const maximumLinks = 40

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** The file that a path leads to, be it there or not: a rename over a link would put the link out of its place. */
export const targetOf = async (path: string, links = maximumLinks): Promise<string> => {
  try {
    return await realpath(path)
  } catch (error) {
    if (!isMissing(error) || links === 0) throw error
  }
  const directory = await realpath(dirname(path))
  const link = await readlink(path).catch(() => null)
  return link === null ? join(directory, basename(path)) : targetOf(resolve(directory, link), links - 1)
}

/** The mode of what is replaced; null where there is nothing yet. */
const modeOf = async (target: string): Promise<number | null> => {
  const found = await stat(target).catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  // The system refuses to rename over a directory, and says so; over a device it would not.
  if (found && !found.isFile() && !found.isDirectory()) throw new Error('it is not a regular file')
  return found && found.mode & 0o7777
}

/** Windows cannot open a directory; there the rename is as durable as the system makes it. */
const syncDirectory = async (directory: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

type Growing = { readonly before: number | null } & Pick<ReplaceOptions, 'mode' | 'durable'>

/** `wx` neither follows a link nor opens what is there. */
const writeNew = async (
  path: string,
  content: string | Uint8Array,
  { before, mode = 0o666, durable }: Growing,
): Promise<void> => {
  const handle = await open(path, 'wx', before === null ? mode : 0o600)
  try {
    if (before !== null) await handle.chmod(before)
    await handle.writeFile(content)
    if (durable) await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Puts `content` in place of the file at `path`, which links may lead to: whoever reads it sees the old file or the new one. */
export const replaceFile = async (
  path: string,
  content: string | Uint8Array,
  options: ReplaceOptions = {},
): Promise<void> => {
  const target = await targetOf(path)
  const before = await modeOf(target)
  // Random, so that two that write one file do not meet, and nobody can lay a link there first.
  const growing = join(options.directory ?? dirname(target), `.rolecall-${randomBytes(8).toString('hex')}.tmp`)
  try {
    await writeNew(growing, content, { ...options, before })
    await rename(growing, target)
  } catch (error) {
    await rm(growing, { force: true }).catch(() => undefined)
    throw error
  }
  if (options.durable) await syncDirectory(dirname(target))
}
