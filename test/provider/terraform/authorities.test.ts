/** Which authorities a service's certificate may come from, in both forms: their runtimes read different variables. */
import { writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { Server } from 'node:https'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createServerIdentity } from '../../../provider/plugin/certificate.js'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import { errorsOf } from './support/errors.js'
import type { Mirror } from './support/forms.js'
import { forms, mirrorOf } from './support/forms.js'
import { kindOf } from './support/kinds.js'
import type { Workspace } from './support/workspace.js'
import { createWorkspace } from './support/workspace.js'

let sandbox: Sandbox
let server: Server

beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

/** The sandbox behind TLS, with a certificate that nobody knows. */
const startTls = async (): Promise<{ readonly origin: string; readonly certificate: string }> => {
  const { key, certificate } = createServerIdentity()
  server = createServer({ key, cert: certificate }, ({ method, url, headers }, outgoing) => {
    const passed = request(`${sandbox.astro.origin}${url}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    passed.on('error', () => outgoing.destroy())
    passed.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `https://localhost:${(server.address() as AddressInfo).port}`, certificate }
}

describe.each(forms)('%s', (form) => {
  let mirror: Mirror
  let workspace: Workspace
  let env: Record<string, string>
  let file: string
  let unknown: Record<string, string>

  beforeAll(async () => {
    mirror = await mirrorOf(form)
    const { origin, certificate } = await startTls()
    // What the machine itself is told would be an authority too.
    unknown = { ...sandbox.env, ASTRO_API_URL: `${origin}/v1`, TF_CLI_CONFIG_FILE: mirror.terraformRc }
    workspace = await createWorkspace(() => env)
    file = join(workspace.directory, 'authority.pem')
    await writeFile(file, certificate)
    const kind = kindOf('astro_role', sandbox)
    await workspace.write({ resource: { [kind.type]: { x: kind.minimal('Alone') } } })
    env = unknown
    expect((await workspace.run(['init'])).code).toBe(0)
  })
  beforeEach(() => {
    env = { ...unknown, NODE_EXTRA_CA_CERTS: '', SSL_CERT_FILE: '' }
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await workspace.close()
    await mirror.close()
  })

  const refusal = expect.stringMatching(/certificate of localhost:\d+ is not accepted .+ NODE_EXTRA_CA_CERTS adds/)

  test('one that nobody named is refused', async () => {
    expect(errorsOf(await workspace.plan())).toEqual([refusal])
  })

  test('NODE_EXTRA_CA_CERTS adds one', async () => {
    env['NODE_EXTRA_CA_CERTS'] = file
    expect(errorsOf(await workspace.plan())).toEqual([])
  })

  test('SSL_CERT_FILE counts in the executable only', async () => {
    env['SSL_CERT_FILE'] = file
    expect(errorsOf(await workspace.plan())).toEqual(form === 'executable' ? [] : [refusal])
  })
})
