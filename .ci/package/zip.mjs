/** Archives that are the same bytes for the same files, whenever, wherever and by whichever node they are made. */
import { zipSync } from 'fflate'

// The dates in a zip are of the local clock, and begin in 1980.
process.env['TZ'] = 'UTC'
const first = new Date(Date.UTC(1980, 0, 2))

/** https://en.wikipedia.org/wiki/ZIP_(file_format)#Central_directory_file_header_(CDFH): made on Unix, with its mode. */
const unix = 3

/**
 * @param {Date} time
 * @param {Readonly<Record<string, { readonly bytes: Uint8Array, readonly mode: number }>>} files by their names
 */
export const zipOf = (time, files) => {
  const mtime = time < first ? first : time
  const entries = Object.entries(files).map(([name, { bytes, mode }]) => [
    name,
    [bytes, { os: unix, attrs: ((0o100000 | mode) << 16) >>> 0, mtime, level: 9 }],
  ])
  return zipSync(Object.fromEntries(entries))
}
