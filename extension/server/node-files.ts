import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { open, readdir, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { FileEntry, Files } from './files.js'

/** Null for what is no file of this machine: `untitled:`, `git:` and their like. */
const pathOf = (uri: string): string | null => {
  if (!uri.startsWith('file:')) return null
  try {
    return fileURLToPath(uri)
  } catch {
    return null
  }
}

/** Opening a pipe would wait for whoever writes into it. Windows has no such flag, and no such files. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** To its end, whatever size it claims to have: some files of /proc have none and never end. */
const readAll = async (file: FileHandle, size: number, limit: number): Promise<string | null> => {
  const chunks: Buffer[] = []
  let length = 0
  for (let next = size + 1; ; next = 65_536) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(next))
    if (bytesRead === 0) return Buffer.concat(chunks).toString('utf8')
    length += bytesRead
    if (length > limit) return null
    chunks.push(buffer.subarray(0, bytesRead))
  }
}

const readLimited = async (path: string, limit: number): Promise<string | null> => {
  const file = await open(path, withoutWaiting)
  try {
    const found = await file.stat()
    return found.isFile() && found.size <= limit ? await readAll(file, found.size, limit) : null
  } finally {
    await file.close()
  }
}

const listDirectory = async (path: string): Promise<readonly FileEntry[]> =>
  (await readdir(path, { withFileTypes: true })).map((entry): FileEntry => {
    if (entry.isDirectory()) return { name: entry.name, kind: 'directory' }
    // A link to a file counts as one; a link to a directory is not walked, it could lead back up.
    if (entry.isSymbolicLink()) return { name: entry.name, kind: 'file', link: true }
    return { name: entry.name, kind: entry.isFile() ? 'file' : 'other' }
  })

/** What cannot be read is not there: nothing the server looks for on its own must exist. */
const orNull = async <Value>(uri: string, read: (path: string) => Promise<Value>): Promise<Value | null> => {
  const path = pathOf(uri)
  return path === null ? null : read(path).catch(() => null)
}

export const nodeFiles: Files = {
  isLocal: true,
  read: (uri, limit) => orNull(uri, (path) => readLimited(path, limit)),
  list: (uri) => orNull(uri, listDirectory),
  stamp: (uri) =>
    orNull(uri, async (path) => {
      const { mtimeMs, size, ino } = await stat(path)
      return `${mtimeMs} ${size} ${ino}`
    }),
}
