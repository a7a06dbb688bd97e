import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { SandboxError } from '../options.js'
import { codeOf, sayError } from '../service/error.js'

/** A sandbox that was just told to stop still finishes its answers. */
const patience = { attempts: 30, milliseconds: 100 }

/**
 * Where the holder of a file listens. That says that it lives, as no file with a process id can:
 * those outlive a kill, and ids are used again. Linux (abstract sockets, unix(7)) and Windows (pipes)
 * drop the name with the process. Elsewhere it is a file, in /tmp as its path has 104 bytes at most.
 */
const addressOf = (file: string): string => {
  const name = `rolecall-sandbox-${createHash('sha256').update(file).digest('hex').slice(0, 24)}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `/tmp/${name}.sock`
}

type Release = () => Promise<void>

/** Null where someone listens there, or did and left the file behind. */
const take = (address: string): Promise<Release | null> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error) => {
      if (codeOf(error) === 'EADDRINUSE') resolve(null)
      else reject(new SandboxError(`the state file cannot be locked: ${sayError(error)}`))
    })
    server.listen(address, () => {
      server.unref()
      resolve(() => new Promise((done) => server.close(() => done())))
    })
  })

const isHeld = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', (error) => resolve(codeOf(error) !== 'ECONNREFUSED' && codeOf(error) !== 'ENOENT'))
  })

/** Makes this process the only sandbox that writes `file`, an absolute path, until the release is called. */
export const lockFile = async (file: string): Promise<Release> => {
  const address = addressOf(file)
  for (let attempt = 0; attempt < patience.attempts; attempt += 1) {
    const release = await take(address)
    if (release) return release
    if (await isHeld(address)) await sleep(patience.milliseconds)
    else if (address.startsWith('/')) await rm(address, { force: true })
  }
  throw new SandboxError(`another sandbox uses the state file ${file}; stop it or choose another with --state`)
}
