import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { ClientHttp2Session } from 'node:http2'
import type { ServerIdentity } from '../../../provider/plugin/certificate.js'
import { createServerIdentity } from '../../../provider/plugin/certificate.js'
import type { Endpoint } from './client.js'
import { call, connectTo } from './client.js'

export const cookie = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2'

export type Started = {
  readonly pid: number
  readonly line: string
  readonly endpoint: Endpoint
  readonly identity: ServerIdentity
  connect(): Promise<ClientHttp2Session>
  kill(signal: NodeJS.Signals): void
  /** Everything on stdout after the handshake line, and on stderr. */
  output(): { stdout: string; stderr: string }
  exited: Promise<{ code: number | null; signal: string | null }>
  /** As terraform does it, through the controller. */
  shutDown(): Promise<{ code: number | null; signal: string | null }>
}

const parseLine = (line: string): Endpoint => {
  const [, , network = '', text = '', , certificate = ''] = line.trim().split('|')
  return { network, text, certificate: certificate ? Buffer.from(certificate, 'base64') : null }
}

type Environment = { readonly [name: string]: string | undefined }

/** What terraform 1.11 sets, on top of the user's own environment. */
export const pluginEnvironment = (identity: ServerIdentity, more: Environment = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_EXTRA_CA_CERTS: undefined,
  TF_LOG: undefined,
  TF_PLUGIN_MAGIC_COOKIE: cookie,
  PLUGIN_PROTOCOL_VERSIONS: '6,5',
  PLUGIN_MIN_PORT: '10000',
  PLUGIN_MAX_PORT: '25000',
  PLUGIN_CLIENT_CERT: identity.certificate,
  ...more,
})

/** Starts a bundled plugin and waits for its handshake line. */
export const startPlugin = async (path: string, more: Environment = {}): Promise<Started> => {
  const identity = createServerIdentity()
  const child = spawn(process.execPath, [path], {
    env: pluginEnvironment(identity, more),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const exited = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
  }))
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      if (stdout.includes('\n')) resolve(stdout.slice(0, stdout.indexOf('\n') + 1))
    })
    void exited.then(() => reject(new Error(`ended without a handshake: ${stdout}${stderr}`)))
  })
  const endpoint = parseLine(line)
  const connect = () => connectTo(endpoint, identity)
  return {
    pid: child.pid ?? 0,
    line,
    endpoint,
    identity,
    connect,
    kill: (signal) => child.kill(signal),
    output: () => ({ stdout: stdout.slice(line.length), stderr }),
    exited,
    shutDown: async () => {
      const session = await connect()
      await call(session, '/plugin.GRPCController/Shutdown')
      session.destroy()
      return exited
    },
  }
}
