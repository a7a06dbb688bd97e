/** The least of a language client: requests, notifications, and everything that is pushed as diagnostics. */
import { spawn } from 'node:child_process'

/** Of an editor that is sent diagnostics and does not ask for them. */
const capabilities = {
  workspace: { didChangeConfiguration: {}, workspaceFolders: true },
  textDocument: {
    synchronization: { dynamicRegistration: false },
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    completion: { contextSupport: true, completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
  },
}

const separator = Buffer.from('\r\n\r\n')

/** Calls `take` with every whole message. */
const createReader = (take) => {
  let pieces = []
  let held = 0
  let wanted = Infinity
  const frame = (buffer) => {
    const end = buffer.indexOf(separator)
    if (end < 0) return null
    const length = Number(/content-length: *(\d+)/i.exec(buffer.toString('latin1', 0, end))?.[1])
    return { start: end + separator.length, end: end + separator.length + length }
  }
  return (data) => {
    pieces.push(data)
    held += data.length
    // A long message comes in many pieces: joining them at each would cost more than reading it.
    if (wanted !== Infinity && held < wanted) return
    let buffer = Buffer.concat(pieces)
    for (let found = frame(buffer); found; found = frame(buffer)) {
      wanted = found.end
      if (buffer.length < found.end) break
      take(JSON.parse(buffer.toString('utf8', found.start, found.end)))
      buffer = buffer.subarray(found.end)
      wanted = Infinity
    }
    pieces = [buffer]
    held = buffer.length
  }
}

/**
 * Starts a language server on its standard streams. `settings` is what it hears where it asks for configuration;
 * `onDiagnostics` hears of all that it publishes.
 */
export const startClient = async ({ args, folder, settings, onDiagnostics }) => {
  const child = spawn(process.execPath, args, { cwd: folder.path, stdio: ['pipe', 'pipe', 'pipe'] })
  const waiting = new Map()
  let ended = false
  let errors = ''
  let last = 0
  child.stderr.on('data', (data) => (errors += data))
  const gone = new Promise((resolve) => child.once('close', resolve))
  const failed = gone.then(() => {
    if (!ended) throw new Error(`${args.join(' ')} ended: ${errors}`)
  })
  failed.catch(() => undefined)

  const send = (message) => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }))
    child.stdin.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]))
  }
  const answers = {
    'workspace/configuration': ({ items }) => items.map(({ section }) => settings[section] ?? null),
    'workspace/workspaceFolders': () => [{ uri: folder.uri, name: 'bench' }],
  }
  const take = ({ id, method, params, result, error }) => {
    if (method === 'textDocument/publishDiagnostics') onDiagnostics(params)
    else if (method !== undefined && id !== undefined) send({ id, result: answers[method]?.(params) ?? null })
    else if (method === undefined) {
      const { resolve, reject } = waiting.get(id)
      waiting.delete(id)
      if (error) reject(new Error(error.message))
      else resolve(result)
    }
  }
  child.stdout.on('data', createReader(take))

  const notify = (method, params) => send({ method, params })
  const request = (method, params) => {
    const id = (last += 1)
    const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
    send({ id, method, params })
    return Promise.race([answer, failed])
  }

  await request('initialize', {
    processId: process.pid,
    rootUri: folder.uri,
    workspaceFolders: [{ uri: folder.uri, name: 'bench' }],
    capabilities,
  })
  notify('initialized', {})
  return {
    pid: child.pid,
    /** Rejects where the server ends on its own. */
    failed,
    notify,
    request,
    stop: async () => {
      ended = true
      await request('shutdown')
      notify('exit')
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 2000))])
      child.kill('SIGKILL')
      await gone
    },
  }
}
