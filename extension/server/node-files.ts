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

const readLimited = async (path: string, limit: number): Promise<string | null> => {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    return size > limit ? null : await file.readFile('utf8')
  } finally {
    await file.close()
  }
}

const listDirectory = async (path: string): Promise<readonly FileEntry[]> =>
  (await readdir(path, { withFileTypes: true })).flatMap((entry): FileEntry[] => {
    if (entry.isDirectory()) return [{ name: entry.name, kind: 'directory' }]
    // A link to a file counts as one; a link to a directory is not walked, it could lead back up.
    return entry.isFile() || entry.isSymbolicLink() ? [{ name: entry.name, kind: 'file' }] : []
  })

/** What cannot be read is not there: nothing the server looks for on its own must exist. */
const orNull = async <Value>(uri: string, read: (path: string) => Promise<Value>): Promise<Value | null> => {
  const path = pathOf(uri)
  return path === null ? null : read(path).catch(() => null)
}

export const nodeFiles: Files = {
  read: (uri, limit) => orNull(uri, (path) => readLimited(path, limit)),
  list: (uri) => orNull(uri, listDirectory),
  stamp: (uri) =>
    orNull(uri, async (path) => {
      const { mtimeMs, size, ino } = await stat(path)
      return `${mtimeMs} ${size} ${ino}`
    }),
}
