/**
 * What Pulumi's bridge for any Terraform provider asks of a local one, as far as that can be seen without Pulumi: the
 * rule for its file's name, the handshake, and reattaching. Its rules are those of
 * https://github.com/pulumi/pulumi-terraform-bridge/blob/main/dynamic/internal/shim/run (loader.go, reattach.go).
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { mirrorOf } from '../terraform/support/forms.js'
import { call, connectTo } from './client.js'
import { startPlugin } from './process.js'

const script = fileURLToPath(
  new URL('../../../provider/dist/provider/terraform-provider-rolecall.cjs', import.meta.url),
)

const schema = '/tfplugin6.Provider/GetProviderSchema'

/** What the path stands for: the name is all after the last `terraform-provider-`, the file any of that name. */
const found = (path: string): { readonly name: string; readonly file: string | undefined } => {
  const at = path.lastIndexOf('terraform-provider-')
  const name = path.slice(at + 'terraform-provider-'.length)
  const files = readdirSync(path.slice(0, at)).sort()
  const file = files.find((each) => new RegExp(`^terraform-provider-${name}(?:[_.].*)?$`).test(each))
  return { name, file }
}

test('a path into a mirror, without the version, stands for the provider rolecall', async () => {
  const mirror = await mirrorOf('script')
  const packages = readdirSync(mirror.directory, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /terraform-provider-rolecall_v[^/\\]+$/.test(path),
  )
  expect(packages.length).toBeGreaterThan(1)
  for (const path of packages) {
    const whole = join(mirror.directory, path)
    const { name, file } = found(join(dirname(whole), 'terraform-provider-rolecall'))
    expect([name, file && join(dirname(whole), file)]).toEqual(['rolecall', whole])
    // With the version, that would be part of the package's name.
    expect(found(whole).name).not.toBe('rolecall')
  }
  await mirror.close()
})

test('it is started with both protocols on offer, and answers with 6 over mutual TLS', async () => {
  const plugin = await startPlugin(script, { PLUGIN_PROTOCOL_VERSIONS: '5,6' })
  expect(plugin.line).toMatch(/^1\|6\|(?:unix|tcp)\|[^|]+\|grpc\|[^|]+\n$/)
  const session = await plugin.connect()
  expect((await call(session, schema)).code).toBe(0)
  session.destroy()
  await plugin.shutDown()
})

test('what --debug prints is what PULUMI_BRIDGE_REATTACH_PROVIDERS takes', async () => {
  const child = spawn(process.execPath, [script, '--debug'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string]
  const entries = JSON.parse(/'(.*)'/.exec(said)?.[1] ?? '{}') as {
    readonly [source: string]: {
      readonly Protocol: string
      readonly ProtocolVersion: number
      readonly Pid: number
      readonly Test: boolean
      readonly Addr: { readonly Network: string; readonly String: string }
    }
  }
  const entry = entries['registry.opentofu.org/rolecall/rolecall']
  if (!entry) throw new Error(said)
  expect(entry).toMatchObject({ Protocol: 'grpc', ProtocolVersion: 6, Pid: child.pid, Test: true })
  const session = await connectTo({ network: entry.Addr.Network, text: entry.Addr.String, certificate: null })
  expect((await call(session, schema)).code).toBe(0)
  session.destroy()
  const ended = once(child, 'close')
  child.kill('SIGTERM')
  await ended
})
