/**
 * Reads files that are looked for by a fixed name, which anybody may have laid there: a pipe or a device
 * would keep whoever reads it for ever. Synchronous, since synth is.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

/** Windows has no such flag, and no such files. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

const chunk = 65_536

/** To its end, whatever size it claims to have: some files of /proc have none and never end. */
const readAll = (file: number, size: number, maximum: number): Buffer => {
  let bytes = Buffer.allocUnsafe(Math.min(size, maximum) + 1)
  for (let length = 0; ; ) {
    if (length > maximum) throw new Error(`it has more than ${maximum} bytes`)
    if (length === bytes.length) bytes = Buffer.concat([bytes], length + chunk)
    const read = readSync(file, bytes, length, bytes.length - length, null)
    if (read === 0) return bytes.subarray(0, length)
    length += read
  }
}

/** The text of a regular file of at most so many bytes. Throws what node throws, or an Error that says what else is wrong. */
export const readRegular = (path: string, maximum: number): string => {
  const file = openSync(path, withoutWaiting)
  try {
    const found = fstatSync(file)
    // The system refuses to read a directory, and says so.
    if (!found.isFile() && !found.isDirectory()) throw new Error('it is not a regular file')
    return readAll(file, found.size, maximum).toString('utf8')
  } finally {
    closeSync(file)
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

/** The same; null where there is no such file. */
export const readIfThere = (path: string, maximum: number): string | null => {
  try {
    return readRegular(path, maximum)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
