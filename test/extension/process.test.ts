/** The server as a process: how it is started, and what it answers a client that goes its own way. */
import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import type { Server } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { MessageConnection } from 'vscode-languageserver/node'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'

const launcher = fileURLToPath(new URL('../../extension/bin/rolecall-language-server.js', import.meta.url))

const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...args], { encoding: 'utf8', input: '' })
  return { status, stdout, stderr }
}

const start = (...args: readonly string[]): ChildProcess => {
  const child = spawn(process.execPath, [launcher, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

const initialize = { processId: null, rootUri: null, capabilities: {} }

const isAnswer = expect.objectContaining({ serverInfo: expect.objectContaining({ name: 'rolecall-language-server' }) })

const talk = (input: NodeJS.ReadableStream, output: NodeJS.WritableStream): MessageConnection => {
  const connection = createMessageConnection(new StreamMessageReader(input), new StreamMessageWriter(output))
  onTestFinished(() => connection.dispose())
  connection.listen()
  return connection
}

const overStdio = () => {
  const child = start('--stdio')
  if (!child.stdout || !child.stdin) throw new Error('the process has no pipes')
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { connection: talk(child.stdout, child.stdin), exited }
}

describe('the command line', () => {
  test('--version and --help', () => {
    expect(run('--version')).toEqual({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' })
    const { status, stdout, stderr } = run('--help')
    expect([status, stderr]).toEqual([0, ''])
    for (const option of ['--stdio', '--socket=', '--pipe=', '--version']) expect(stdout).toContain(option)
  })
  test.each([
    [
      [],
      /: it takes one of --stdio, --socket=PORT and --pipe=NAME, by which an editor talks to it; --help says more\n$/,
    ],
    [['--stdoi'], /: it takes one of --stdio, .*\n$/],
    [['--socket'], /: --socket takes a port, a number from 1 to 65535\n$/],
    [['--socket=abc'], /: --socket takes a port, a number from 1 to 65535\n$/],
    [['--socket', '65536'], /: --socket takes a port, a number from 1 to 65535\n$/],
    [['--socket=1'], /: no editor listens on port 1: ECONNREFUSED\n$/],
    [['--pipe'], /: --pipe takes a name\n$/],
    [['--pipe=/nonexistent/pipe'], /: no editor listens on \/nonexistent\/pipe: ENOENT\n$/],
    [['--node-ipc'], /: --node-ipc is for a node that starts it by fork\n$/],
  ])('is said to be wrong in one line: %j', (args, said) => {
    const { status, stdout, stderr } = run(...args)
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringMatching(said)])
    expect(stderr.split('\n')).toHaveLength(2)
  })
})

describe('a server', () => {
  /** Listens, starts the server and gives the connection it opens. */
  const accept = (listen: (server: Server) => void, argsFor: (server: Server) => readonly string[]) =>
    new Promise<MessageConnection>((resolve, reject) => {
      const server = createServer((socket) => resolve(talk(socket, socket))).on('error', reject)
      onTestFinished(() => void server.close())
      server.once('listening', () => start(...argsFor(server)))
      listen(server)
    })
  const portOf = (server: Server): string => {
    const address = server.address()
    return String(typeof address === 'object' ? address?.port : address)
  }
  const path =
    process.platform === 'win32'
      ? String.raw`\\.\pipe\rolecall-${process.pid}`
      : join(tmpdir(), `rolecall-${process.pid}.sock`)
  test.each([
    [
      '--socket=N',
      (server: Server) => server.listen(0, '127.0.0.1'),
      (server: Server) => [`--socket=${portOf(server)}`],
    ],
    ['--socket N', (server: Server) => server.listen(0, '127.0.0.1'), (server: Server) => ['--socket', portOf(server)]],
    ['--pipe=NAME', (server: Server) => server.listen(path), () => [`--pipe=${path}`]],
  ] as const)('is spoken to over %s', async (_name, listen, argsFor) => {
    const connection = await accept(listen, argsFor)
    expect(await connection.sendRequest('initialize', initialize)).toEqual(isAnswer)
  })
  test('takes options that editors add', async () => {
    const child = start('--stdio', `--clientProcessId=${process.pid}`, '--some-editor=1')
    if (!child.stdout || !child.stdin) throw new Error('the process has no pipes')
    expect(await talk(child.stdout, child.stdin).sendRequest('initialize', initialize)).toEqual(isAnswer)
  })
})

const text =
  'version: 1\nastro_role:\n  viewer:\n    name: Viewer\n    scope_type: DEPLOYMENT\n    permissions: [deployment.gte]\n'

const opened = { textDocument: { uri: 'file:///w/a.roles.yaml', languageId: 'yaml', version: 1, text } }

const hover = { textDocument: { uri: opened.textDocument.uri }, position: { line: 5, character: 22 } }

describe('the life of a connection', () => {
  test('begins with initialize', async () => {
    const { connection } = overStdio()
    // What is opened before is not open after.
    await connection.sendNotification('textDocument/didOpen', opened)
    await expect(connection.sendRequest('textDocument/hover', hover)).rejects.toMatchObject({ code: -32_002 })
    await expect(connection.sendRequest('shutdown')).rejects.toMatchObject({ code: -32_002 })
    expect(await connection.sendRequest('initialize', initialize)).toEqual(isAnswer)
    await connection.sendNotification('initialized', {})
    expect(await connection.sendRequest('textDocument/hover', hover)).toBeNull()
    await connection.sendNotification('textDocument/didOpen', opened)
    expect(await connection.sendRequest('textDocument/hover', hover)).not.toBeNull()
  })
  test('has one initialize, and goes on after another', async () => {
    const { connection } = overStdio()
    await connection.sendRequest('initialize', initialize)
    await expect(connection.sendRequest('initialize', initialize)).rejects.toMatchObject({ code: -32_600 })
    await connection.sendNotification('initialized', {})
    await connection.sendNotification('textDocument/didOpen', opened)
    expect(await connection.sendRequest('textDocument/hover', hover)).not.toBeNull()
  })
  test('has nothing but exit after shutdown', async () => {
    const { connection, exited } = overStdio()
    await connection.sendRequest('initialize', initialize)
    expect(await connection.sendRequest('shutdown')).toBeNull()
    await expect(connection.sendRequest('textDocument/hover', hover)).rejects.toMatchObject({ code: -32_600 })
    await expect(connection.sendRequest('shutdown')).rejects.toMatchObject({ code: -32_600 })
    await connection.sendNotification('exit')
    expect(await exited).toBe(0)
  })
  test('may end before it began', async () => {
    const { connection, exited } = overStdio()
    await connection.sendNotification('exit')
    expect(await exited).toBe(1)
  })
})

test('a client that never says its settings gets the default ones', async () => {
  const { connection } = overStdio()
  const sent: { readonly diagnostics: readonly unknown[] }[] = []
  connection.onNotification(
    'textDocument/publishDiagnostics',
    (params: (typeof sent)[number]) => void sent.push(params),
  )
  const asked = new Promise<void>((resolve) =>
    connection.onRequest('workspace/configuration', () => {
      resolve()
      return new Promise(() => undefined)
    }),
  )
  await connection.sendRequest('initialize', { ...initialize, capabilities: { workspace: { configuration: true } } })
  await connection.sendNotification('initialized', {})
  await connection.sendNotification('textDocument/didOpen', opened)
  await asked
  const list = await connection.sendRequest('textDocument/completion', hover)
  expect(list).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ label: 'deployment.get' })]) })
  await expect.poll(() => sent.at(-1)?.diagnostics.length, { timeout: 20_000 }).toBe(1)
})
