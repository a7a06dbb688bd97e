/** What is published: how large it is, packed and unpacked, and how long what is in it takes to start. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { systems } from '../../provider/build/runtimes.mjs'
import { startClient } from '../extension/client.mjs'
import { roleFileText } from './role-files.mjs'
import { environments, timeToOutput } from './starts.mjs'
import { median, milliseconds, ratio, table } from './table.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)
const runs = 25

/** Of the provider's start, in units of a bare node. */
const limit = 3

const here = systems.find(({ node }) => node === `${process.platform}-${process.arch}`)?.terraform

const tenths = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`

const unpack = async (archive, directory) => {
  await mkdir(directory)
  const [program, args] = archive.endsWith('.tgz')
    ? ['tar', ['-xzf', archive, '-C', directory]]
    : ['unzip', ['-q', archive, '-d', directory]]
  await run(program, args)
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size))
  return { directory, files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

/** Each artefact by its file name, unpacked beside. */
const unpackAll = async (work) => {
  const dist = join(work, 'dist')
  await run('node', ['.ci/package.mjs', '--no-build', '--out', dist], { cwd: root })
  const names = (await readdir(dist)).filter((name) => /\.(?:tgz|zip|vsix)$/.test(name)).sort()
  const found = new Map()
  for (const name of names) {
    const { size } = await stat(join(dist, name))
    found.set(name, { packed: size, ...(await unpack(join(dist, name), join(work, name))) })
  }
  return found
}

const directoryOf = (artefacts, pattern) =>
  Array.from(artefacts).find(([name]) => pattern.test(name))?.[1].directory ?? ''

const wrong = roleFileText(0, 10).replace('deployment.', 'deploymnt.')

/** Milliseconds from the start of a language server to what is wrong in a file of ten roles. */
const timeToDiagnostics = async (program) => {
  const started = performance.now()
  /** @type {(at: number) => void} */
  let said = () => {}
  const diagnostics = new Promise((resolve) => (said = resolve))
  const client = await startClient({
    args: [program, '--stdio'],
    initialize: { processId: process.pid, rootUri: null, capabilities: { textDocument: { publishDiagnostics: {} } } },
    answer: () => null,
    onNotification: (method, /** @type {any} */ params) => {
      if (method === 'textDocument/publishDiagnostics' && params.diagnostics.length > 0) said(performance.now())
    },
  })
  const uri = pathToFileURL('/roles/a.roles.yaml').href
  const textDocument = { uri, languageId: 'yaml', version: 1, text: wrong }
  await client.connection.sendNotification('textDocument/didOpen', { textDocument })
  const taken = (await diagnostics) - started
  await client.stop()
  return taken
}

/** What is started, and what counts as started. */
const startsIn = async (artefacts) => {
  const { bare, plugin } = await environments()
  const npm = join(directoryOf(artefacts, /^rolecall-provider-/), 'package')
  const server = join(directoryOf(artefacts, /^rolecall-language-server-/), 'package/bin/rolecall-language-server.js')
  const zip = directoryOf(artefacts, new RegExp(`_${here}\\.zip$`))
  const executable = (await readdir(zip)).find((name) => name.startsWith('terraform-provider-')) ?? ''
  const inExtension = join(directoryOf(artefacts, /\.vsix$/), 'extension/dist/server/server.cjs')
  return [
    { name: 'node -e 0', time: () => timeToOutput(process.execPath, ['-e', '0'], bare) },
    {
      name: 'provider of the zip, to its handshake',
      time: () => timeToOutput(join(zip, executable), [], plugin),
      limit,
    },
    {
      name: 'provider of the tarball, to its handshake',
      time: () => timeToOutput(join(npm, 'dist/provider/terraform-provider-rolecall.cjs'), [], plugin),
      limit,
    },
    {
      name: '`rolecall --version`',
      time: () => timeToOutput(process.execPath, [join(npm, 'bin/rolecall.js'), '--version'], bare),
    },
    { name: 'language server of the tarball, to diagnostics', time: () => timeToDiagnostics(server) },
    { name: 'language server of the extension, to diagnostics', time: () => timeToDiagnostics(inExtension) },
  ]
}

/** In turn, so that whatever else the machine does meets all alike. */
const measure = async (starts) => {
  const taken = starts.map(() => [])
  // A file that was never read is read from the disk.
  for (const { time } of starts) await time()
  for (let turn = 0; turn < runs; turn += 1)
    for (const [index, { time }] of starts.entries()) taken[index].push(await time())
  return taken.map(median)
}

export const artefacts = async () => {
  const work = await mkdtemp(join(tmpdir(), 'rolecall-bench-'))
  try {
    const found = await unpackAll(work)
    const sizes = Array.from(found, ([name, { packed, bytes, files }]) => [name, tenths(packed), tenths(bytes), files])
    const starts = await startsIn(found)
    const times = await measure(starts)
    const [floor] = times
    const rows = starts.map(({ name }, index) => [name, milliseconds(times[index]), ratio(times[index] / floor)])
    return {
      title: `Artefacts; starts are medians of ${runs} alternated runs, limit of the provider ${limit}x`,
      text: `${table(['artefact', 'packed', 'unpacked', 'files'], sizes)}\n\n${table(['start', 'median', 'ratio'], rows)}`,
      ok: starts.every((start, index) => start.limit === undefined || times[index] / floor <= start.limit),
    }
  } finally {
    await rm(work, { recursive: true })
  }
}
