/** What only the executable has to show: that it needs no node, and that nothing around it tells its runtime what to do. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, delimiter, join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createServerIdentity } from '../../../provider/plugin/certificate.js'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import { pluginEnvironment } from '../plugin/process.js'
import { errorsOf } from './support/errors.js'
import type { Mirror } from './support/forms.js'
import { executable, forms, mirrorOf } from './support/forms.js'
import { kindOf } from './support/kinds.js'
import { terraformProgram } from './support/terraform.js'
import type { Workspace } from './support/workspace.js'
import { createWorkspace } from './support/workspace.js'

describe.runIf(forms.includes('executable'))('the executable', () => {
  let sandbox: Sandbox
  let mirror: Mirror
  let workspace: Workspace
  let env: Record<string, string>

  beforeAll(async () => {
    sandbox = await startSandbox()
    mirror = await mirrorOf('executable')
  })
  afterAll(async () => {
    await sandbox.close()
    await mirror.close()
  })
  beforeEach(async () => {
    env = { ...sandbox.env, TF_CLI_CONFIG_FILE: mirror.terraformRc }
    workspace = await createWorkspace(() => env)
    const kind = kindOf('astro_role', sandbox)
    await workspace.write({ resource: { [kind.type]: { x: kind.minimal('Alone') } } })
    expect((await workspace.run(['init'])).code).toBe(0)
  })
  afterEach(() => workspace.close())

  const lifecycle = async (): Promise<void> => {
    expect(errorsOf(await workspace.apply())).toEqual([])
    expect((await workspace.plan()).code).toBe(0)
    expect((await workspace.destroy()).code).toBe(0)
  }

  test('is in a mirror as it was built', async () => {
    const names = await readdir(mirror.directory, { recursive: true })
    const copies = names.filter((name) => name.includes('terraform-provider-rolecall_v'))
    expect(copies).toHaveLength(2)
    const built = readFileSync(executable)
    for (const name of copies) expect(readFileSync(join(mirror.directory, name)).equals(built)).toBe(true)
  })

  test('deploys a role where there is no node', async () => {
    const path = await mkdtemp(join(tmpdir(), 'rolecall-path-'))
    const directories = (process.env['PATH'] ?? '').split(delimiter)
    const terraform = directories
      .map((directory) => resolve(directory, terraformProgram))
      .find((file) => existsSync(file))
    await symlink(terraform ?? '', join(path, basename(terraformProgram)))
    await symlink('/bin/sh', join(path, 'sh'))
    env['PATH'] = path
    await lifecycle()
    await rm(path, { recursive: true })
  })

  test('runs nothing and takes nothing from files where Terraform runs', async () => {
    await workspace.file('preload.js', "require('node:fs').writeFileSync('preloaded', '')\n")
    await workspace.file('bunfig.toml', 'preload = ["./preload.js"]\n')
    await workspace.file('package.json', '{ "type": "module", "imports": { "#x": "./preload.js" } }\n')
    await workspace.file('tsconfig.json', '{ "compilerOptions": { "paths": { "*": ["./preload.js"] } } }\n')
    await workspace.file('.env', 'ASTRO_API_URL=http://127.0.0.1:9/v1\nASTRO_API_TOKEN=of-the-file\n')
    await lifecycle()
    delete env['ASTRO_API_TOKEN']
    expect(errorsOf(await workspace.plan())).toEqual([expect.stringContaining('ASTRO_API_TOKEN')])
    expect(await readdir(workspace.directory)).not.toContain('preloaded')
  })

  test('asks the proxy that is set, and nobody else', async () => {
    const asked: string[] = []
    const proxy = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(403).end('not allowed')
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const { port } = proxy.address() as AddressInfo
    Object.assign(env, { HTTP_PROXY: `http://127.0.0.1:${port}`, ASTRO_API_URL: 'http://roles.invalid/v1' })
    const kind = kindOf('astro_role', sandbox)
    await workspace.write({
      provider: { rolecall: { astro: { allow_http: true } } },
      resource: { [kind.type]: { x: kind.minimal('Alone') } },
    })
    const errors = errorsOf(await workspace.plan())
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatch(/403/)
    expect(asked).not.toEqual([])
    expect(asked.every((url) => url.startsWith('http://roles.invalid/'))).toBe(true)
    proxy.close()
  })

  test('calls nobody when its runtime crashes, unless it is told to', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'rolecall-path-'))
    const called = join(directory, 'called')
    await writeFile(join(directory, 'curl'), `#!/bin/sh\n: > '${called}'\n`, { mode: 0o755 })
    const crash = async (more: Record<string, string>): Promise<string> => {
      const PATH = `${directory}${delimiter}${process.env['PATH']}`
      const environment = pluginEnvironment(createServerIdentity(), { PATH, ...more })
      const child = spawn(executable, [], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
      let said = ''
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
      await once(child.stdout, 'data')
      child.kill('SIGSEGV')
      await once(child, 'close')
      return said
    }
    expect(await crash({})).not.toBe('')
    // Whoever is called is called by then: the runtime waits for it.
    expect(existsSync(called)).toBe(false)
    await crash({ BUN_ENABLE_CRASH_REPORTING: '1' })
    await vi.waitFor(() => expect(existsSync(called)).toBe(true))
    await rm(directory, { recursive: true })
  })
})
