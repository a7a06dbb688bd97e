import { mkdtempSync, rmdirSync, unlinkSync } from 'node:fs'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Environment } from './environment.js'

/** Where the server is reached, as go-plugin writes it. `release` removes what was made for it. */
export type Address = { readonly network: 'unix' | 'tcp'; readonly text: string; readonly release: () => void }

/** The kernel's limit is 104 bytes on macOS and 108 on Linux, with the final zero. */
const longestSocketPath = 103

const bind = (server: Server, options: { path: string } | { host: string; port: number }): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(options, () => {
      server.off('error', reject)
      resolve()
    })
  })

const socketDirectory = (base: string): string => {
  const fits = join(base, 'rolecall-XXXXXX', 'socket').length <= longestSocketPath
  return mkdtempSync(join(fits ? base : '/tmp', 'rolecall-'))
}

const quietly = (remove: () => void): void => {
  try {
    remove()
  } catch {
    // Somebody was faster.
  }
}

/** With its directory. Not recursively, which takes node some milliseconds at each exit. */
const removeSocket = (path: string): void => {
  quietly(() => unlinkSync(path))
  quietly(() => rmdirSync(dirname(path)))
}

/** A socket in a new directory that only this user can enter. */
const listenOnSocket = async (server: Server, environment: Environment): Promise<Address> => {
  const directory = socketDirectory(environment['PLUGIN_UNIX_SOCKET_DIR'] || tmpdir())
  const path = join(directory, 'socket')
  const release = (): void => removeSocket(path)
  try {
    await bind(server, { path })
  } catch (error) {
    release()
    throw error
  }
  return { network: 'unix', text: path, release }
}

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

/** The first free port of the range that the client allows. */
export const listenOnPort = async (server: Server, environment: Environment): Promise<Address> => {
  const lowest = Number(environment['PLUGIN_MIN_PORT']) || 10_000
  const highest = Number(environment['PLUGIN_MAX_PORT']) || 25_000
  for (let port = lowest; port <= highest; port++) {
    try {
      await bind(server, { host: '127.0.0.1', port })
      return { network: 'tcp', text: `127.0.0.1:${port}`, release: () => undefined }
    } catch (error) {
      if (!isTaken(error)) throw error
    }
  }
  throw new Error(`every port from ${lowest} to ${highest} of 127.0.0.1 is in use`)
}

/** On Windows node takes a path for a named pipe, which terraform cannot open. */
export const listen = process.platform === 'win32' ? listenOnPort : listenOnSocket
