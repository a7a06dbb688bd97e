import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SandboxError } from '../contract.js'
import { codeOf } from '../service/error.js'

/** A sandbox that was just told to stop still finishes its answers. */
const patience = { attempts: 30, milliseconds: 100 }

/**
 * A socket says that its holder lives, as no file with a process id can: those outlive a kill, and
 * ids are used again. It is not beside the state file since a socket's path has 104 bytes at most
 * (sun_path in unix(7) and in macOS' sys/un.h).
 */
const socketPath = (file: string): string => {
  const name = `rolecall-sandbox-${createHash('sha256').update(file).digest('hex').slice(0, 24)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

type Release = () => Promise<void>

/** Null where someone holds the socket, or once held it. */
const take = (path: string): Promise<Release | null> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error) => (codeOf(error) === 'EADDRINUSE' ? resolve(null) : reject(error)))
    server.listen(path, () => {
      server.unref()
      resolve(() => new Promise((done) => server.close(() => done())))
    })
  })

const isHeld = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', (error) => resolve(codeOf(error) !== 'ECONNREFUSED' && codeOf(error) !== 'ENOENT'))
  })

/** Makes this process the only sandbox that writes `file`, an absolute path, until the release is called. */
export const lockFile = async (file: string): Promise<Release> => {
  const path = socketPath(file)
  for (let attempt = 0; attempt < patience.attempts; attempt += 1) {
    const release = await take(path)
    if (release) return release
    if (await isHeld(path)) await sleep(patience.milliseconds)
    else await rm(path, { force: true })
  }
  throw new SandboxError(`another sandbox uses the state file ${file}; stop it or choose another with --state`)
}
