/** The files of a release: a zip for each platform and their sums, of which nothing is used that differs from its sum. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { version as own } from '../../version.js'
import { UsageError } from '../verb.js'

export type Release = {
  readonly version: string
  readonly platforms: readonly string[]
  /** The files of a platform's package, by name. */
  unpack(platform: string): Promise<ReadonlyMap<string, Uint8Array>>
}

const sumsFile = /^terraform-provider-rolecall_(\d+\.\d+\.\d+)_SHA256SUMS$/

const list = (directory: string): Promise<readonly string[]> =>
  readdir(directory).catch(() => {
    throw new UsageError(`${directory} cannot be read: --executables takes the directory with the files of a release`)
  })

/** The release in a directory; of several that of our own version. */
const versionIn = async (directory: string): Promise<string> => {
  const versions = (await list(directory)).flatMap((name) => sumsFile.exec(name)?.[1] ?? [])
  const [only] = versions
  if (only === undefined)
    throw new UsageError(`there is no terraform-provider-rolecall_VERSION_SHA256SUMS in ${directory}`)
  if (versions.length === 1) return only
  if (versions.includes(own)) return own
  throw new UsageError(`${directory} has the versions ${versions.join(', ')}, and none is ${own}: keep one`)
}

/** By file name. Lines are as `sha256sum` writes them. */
const readSums = async (path: string): Promise<ReadonlyMap<string, string>> => {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '')
  return new Map(
    lines.map((line) => {
      const [, sum, name] = /^([0-9a-f]{64}) [ *](\S+)$/.exec(line) ?? []
      if (sum === undefined || name === undefined) throw new UsageError(`${path} is not a list of sums`)
      return [name, sum]
    }),
  )
}

const sumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const unpackZip = (path: string, bytes: Uint8Array): ReadonlyMap<string, Uint8Array> => {
  const files = new Map(Object.entries(unzipSync(bytes)))
  const outside = [...files.keys()].find((name) => !/^[\w.-]+$/.test(name) || name.startsWith('.'))
  if (outside !== undefined) throw new UsageError(`${path} has a file in it that is not in its top directory`)
  return files
}

export const openRelease = async (directory: string): Promise<Release> => {
  const version = await versionIn(directory)
  const prefix = `terraform-provider-rolecall_${version}_`
  const sumsPath = join(directory, `${prefix}SHA256SUMS`)
  const sums = await readSums(sumsPath)
  const zips = [...sums.keys()].filter((name) => name.startsWith(prefix) && name.endsWith('.zip'))
  const read = async (name: string): Promise<Uint8Array> => {
    const path = join(directory, name)
    const bytes = await readFile(path).catch(() => {
      throw new UsageError(`${path} is missing, though ${sumsPath} has its sum: get it, or name others with --platform`)
    })
    if (sumOf(bytes) !== sums.get(name)) throw new UsageError(`${path} is not what ${sumsPath} says: get both again`)
    return bytes
  }
  return {
    version,
    platforms: zips.map((name) => name.slice(prefix.length, -'.zip'.length)),
    unpack: async (platform) => {
      const name = `${prefix}${platform}.zip`
      return unpackZip(join(directory, name), await read(name))
    },
  }
}
