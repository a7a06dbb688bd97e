/** From spawn to the handshake line of the built provider, in units of the barest node process there is. */
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { median, milliseconds, table, ratio as times } from './table.mjs'

const provider = fileURLToPath(new URL('../../provider/dist/provider/terraform-provider-rolecall.cjs', import.meta.url))
const clientCertificate = new URL('client-certificate.pem', import.meta.url)
const runs = 25
const limit = 3

/** Until the first output or the end, whichever comes first: `node -e 0` has no output, a plugin no end. */
const timed = (args, env) =>
  new Promise((resolve, reject) => {
    const started = process.hrtime.bigint()
    const elapsed = () => Number(process.hrtime.bigint() - started) / 1e6
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
    let line = null
    child.once('error', reject)
    child.stdout.once('data', () => {
      line = elapsed()
      child.kill('SIGTERM')
    })
    child.once('exit', () => (line ??= elapsed()))
    // The next run starts when this process is gone, and not beside it.
    child.once('close', () => resolve(line))
  })

/** What terraform sets. Node reads NODE_EXTRA_CA_CERTS at every start, which is a matter of the machine. */
const environments = async () => {
  const bare = { ...process.env }
  delete bare.NODE_EXTRA_CA_CERTS
  const plugin = {
    TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
    PLUGIN_PROTOCOL_VERSIONS: '5,6',
    PLUGIN_CLIENT_CERT: await readFile(clientCertificate, 'utf8'),
  }
  return { bare, plugin: { ...bare, ...plugin } }
}

/** Medians of alternated runs, so that whatever else the machine does meets both alike. */
export const handshake = async () => {
  const { bare, plugin } = await environments()
  await timed([provider], plugin)
  const floor = []
  const ours = []
  for (let run = 0; run < runs; run += 1) {
    floor.push(await timed(['-e', '0'], bare))
    ours.push(await timed([provider], plugin))
  }
  const ratio = median(ours) / median(floor)
  const row = (name, values) => [
    name,
    milliseconds(median(values)),
    milliseconds(Math.min(...values)),
    times(median(values) / median(floor)),
  ]
  const rows = [row('node -e 0', floor), row('provider, spawn to handshake', ours)]
  const title = `Provider start, medians of ${runs} alternated runs; limit ${limit}x`
  return { title, rows, ratio, limit, text: table(['process', 'median', 'fastest', 'ratio'], rows), ok: ratio <= limit }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log((await handshake()).text)
