/** How long processes take to start, and the environment in which Terraform starts a provider. */
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'

const clientCertificate = new URL('client-certificate.pem', import.meta.url)

/** Milliseconds until the first output or the end, whichever comes first: `node -e 0` has no output, a plugin no end. */
export const timeToOutput = (program, args, env) =>
  new Promise((resolve, reject) => {
    const started = process.hrtime.bigint()
    const elapsed = () => Number(process.hrtime.bigint() - started) / 1e6
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
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
export const environments = async () => {
  const bare = { ...process.env }
  delete bare.NODE_EXTRA_CA_CERTS
  const plugin = {
    TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
    PLUGIN_PROTOCOL_VERSIONS: '5,6',
    PLUGIN_CLIENT_CERT: await readFile(clientCertificate, 'utf8'),
  }
  return { bare, plugin: { ...bare, ...plugin } }
}
