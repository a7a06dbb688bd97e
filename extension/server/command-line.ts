/** What `rolecall-language-server` is told when it is started. */
import { parseArgs } from 'node:util'

export type CommandLine =
  | { readonly kind: 'help' | 'version' }
  /** The library takes these from the command line itself. */
  | { readonly kind: 'stdio' | 'ipc' }
  /** The editor listens there. */
  | { readonly kind: 'connect'; readonly to: { readonly port: number } | { readonly path: string } }
  | { readonly kind: 'wrong'; readonly reason: string }

export const usage = `The language server of Rolecall. An editor starts it, and says how they talk to each other.

Usage  rolecall-language-server --stdio

  --stdio        over standard input and output
  --socket=PORT  over TCP: the editor listens on this port of 127.0.0.1
  --pipe=NAME    over a socket file, on Windows a named pipe, on which the editor listens
  --version      the version
  --help         this
`

const missing =
  'it takes one of --stdio, --socket=PORT and --pipe=NAME, by which an editor talks to it; --help says more'

const portOf = (text: string): number | null => {
  const port = /^\d+$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65_535 ? port : null
}

/** Editors add options of their own, which mean nothing here. */
export const readCommandLine = (args: readonly string[]): CommandLine => {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      stdio: { type: 'boolean' },
      'node-ipc': { type: 'boolean' },
      socket: { type: 'string' },
      pipe: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
  })
  const { socket, pipe } = values
  if (values.help) return { kind: 'help' }
  if (values.version) return { kind: 'version' }
  if (values['node-ipc']) return { kind: 'ipc' }
  if (values.stdio) return { kind: 'stdio' }
  if (socket !== undefined) {
    const port = portOf(String(socket))
    return port === null
      ? { kind: 'wrong', reason: '--socket takes a port, a number from 1 to 65535' }
      : { kind: 'connect', to: { port } }
  }
  if (typeof pipe === 'string' && pipe !== '') return { kind: 'connect', to: { path: pipe } }
  return { kind: 'wrong', reason: pipe === undefined ? missing : '--pipe takes a name' }
}
