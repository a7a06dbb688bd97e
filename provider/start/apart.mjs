/**
 * Runs a node program in a process group of its own, which Ctrl-C in the terminal does not reach. Whatever
 * ends this process, SIGKILL too, ends that group with it.
 */
import { spawn } from 'node:child_process'

const own = process.platform !== 'win32'

/** Loaded into the program: a channel that closes says that we are gone. It must not keep the program from ending. */
const endWithParent = `
  process.on('disconnect', () => ${own ? "process.kill(-process.pid, 'SIGKILL')" : 'process.exit(1)'})
  process.channel?.unref()
`

/** @param {import('node:child_process').ChildProcess} child */
const endGroup = ({ pid = 0 }) => {
  try {
    process.kill(own ? -pid : pid, 'SIGKILL')
  } catch {
    // Nobody is left of it.
  }
}

/**
 * With pipes to read what it prints.
 * @returns {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>}
 */
export const spawnApart = (args, options = {}) => {
  const preload = `data:text/javascript,${encodeURIComponent(endWithParent)}`
  const child = spawn(process.execPath, ['--import', preload, ...args], {
    ...options,
    detached: own,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const end = () => endGroup(child)
  process.on('exit', end)
  // What it started itself may outlive it, where somebody kills it alone.
  child.once('exit', () => {
    process.off('exit', end)
    end()
  })
  return /** @type {any} */ (child)
}
