/** The language server as a process: `rolecall-language-server --stdio`. */

import { connect } from 'node:net'
import type { Connection } from 'vscode-languageserver/node'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { readCommandLine, usage } from './command-line.js'
import { growForCompiler } from './heap.js'
import { createLifecycle } from './lifecycle.js'
import { nodeFiles } from './node-files.js'
import { startServer } from './server.js'
import { version } from './version.js'

const name = 'rolecall-language-server'

const serve = (connection: Connection): void =>
  startServer(connection, {
    version,
    files: nodeFiles,
    loadTypescript: async () => {
      growForCompiler()
      // The build makes this the file beside the server.
      return (await import('typescript')).default
    },
  })

const refuse = (reason: string): void => {
  process.stderr.write(`${name}: ${reason}\n`)
  process.exitCode = 2
}

const options = { messageStrategy: createLifecycle() }

const serveAt = (to: { readonly port: number } | { readonly path: string }): void => {
  const place = 'port' in to ? `port ${to.port}` : to.path
  const socket = connect('port' in to ? { ...to, host: '127.0.0.1' } : to)
  const fail = (error: NodeJS.ErrnoException): void => refuse(`no editor listens on ${place}: ${error.code}`)
  socket.once('error', fail)
  socket.once('connect', () => {
    socket.off('error', fail)
    // An editor that is killed has closed it, and closing is what ends the server.
    socket.on('error', () => undefined)
    serve(createConnection(ProposedFeatures.all, socket, socket, options))
  })
}

const run = (): void => {
  const asked = readCommandLine(process.argv.slice(2))
  if (asked.kind === 'help') process.stdout.write(usage)
  else if (asked.kind === 'version') process.stdout.write(`${version}\n`)
  else if (asked.kind === 'wrong') refuse(asked.reason)
  else if (asked.kind === 'connect') serveAt(asked.to)
  else if (asked.kind === 'ipc' && process.send === undefined) refuse('--node-ipc is for a node that starts it by fork')
  else serve(createConnection(ProposedFeatures.all, options))
}

run()
