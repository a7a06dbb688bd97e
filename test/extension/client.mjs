/** A client of a language server, for the tests and for the benchmarks: over two streams, those of a process or any. */
import { spawn } from 'node:child_process'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'

/** `answer` says what the server hears where it asks; nothing is null. */
export const connectClient = async ({ input, output, initialize, answer, onNotification }) => {
  const connection = createMessageConnection(new StreamMessageReader(input), new StreamMessageWriter(output))
  connection.onRequest((method, params) => answer(method, params) ?? null)
  connection.onNotification(onNotification)
  connection.listen()
  const initialized = await connection.sendRequest('initialize', initialize)
  await connection.sendNotification('initialized', {})
  return { connection, initialized }
}

/** Starts a language server as editors do. `failed` rejects where it ends on its own. */
export const startClient = async ({ args, cwd, onError, initialize, answer, onNotification }) => {
  const child = spawn(process.execPath, args, { ...(cwd && { cwd }), stdio: ['pipe', 'pipe', 'pipe'] })
  let isStopping = false
  let errors = ''
  child.stderr.on('data', (data) => {
    errors += data
    onError?.(String(data))
  })
  // What is written to a server that has ended is no error of its own: `failed` tells.
  child.stdin.on('error', () => undefined)
  const ended = new Promise((resolve) => child.once('close', resolve))
  const failed = ended.then(() => {
    if (!isStopping) throw new Error(`${args.join(' ')} ended: ${errors}`)
  })
  failed.catch(() => undefined)
  const connecting = connectClient({ input: child.stdout, output: child.stdin, initialize, answer, onNotification })
  await Promise.race([connecting, failed])
  const { connection, initialized } = await connecting
  return {
    pid: child.pid,
    connection,
    initialized,
    failed,
    /** The server ends by itself, or is ended after some milliseconds. */
    stop: async (patience) => {
      isStopping = true
      const timer = patience === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), patience)
      await Promise.race([connection.sendRequest('shutdown'), ended])
      await connection.sendNotification('exit').catch(() => undefined)
      await ended
      clearTimeout(timer)
      connection.dispose()
    },
  }
}
