import { execFile, execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { terraformProgram } from '../terraform/support/terraform.js'
import { bundleFixture } from './bundle.js'
import { call } from './client.js'
import { startPlugin } from './process.js'

const run = promisify(execFile)

/** By its path, so that PATH may be anything. */
const terraform = execFileSync('sh', ['-c', `command -v ${terraformProgram}`], { encoding: 'utf8' }).trim()

test('what is imported later costs nothing before, and fails at its own line of the one file', async () => {
  const bundle = await bundleFixture('broken')
  const plugin = await startPlugin(bundle.path)
  const session = await plugin.connect()
  // The one who calls is gone with the process.
  call(session, '/broken.Broken/Any', Buffer.of()).catch(() => undefined)
  session.on('error', () => undefined)
  expect(await plugin.exited).toEqual({ code: 2, signal: null })
  const [, line = ''] = /broken at load[^]*?broken\.cjs:(\d+):\d+/.exec(plugin.output().stderr) ?? []
  expect(readFileSync(bundle.path, 'utf8').split('\n')[Number(line) - 1]).toMatch(/^\/\/.*broken at load/)
  await bundle.remove()
})

test('is the same bytes each time', async () => {
  const bundles = await Promise.all([bundleFixture('broken'), bundleFixture('broken')])
  const [one, other] = bundles.map(({ path }) => readFileSync(path, 'utf8'))
  expect(one).toBe(other)
  await Promise.all(bundles.map(({ remove }) => remove()))
})

/** What terraform says that cannot start the plugin of this text. */
const saidOf = async (
  change: (text: string) => string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const { directory, path, remove } = await bundleFixture('sample', 'terraform-provider-sample')
  writeFileSync(path, change(readFileSync(path, 'utf8')))
  const rc = join(directory, 'terraform.rc')
  writeFileSync(
    rc,
    `provider_installation {\n  dev_overrides { "example.com/acme/sample" = ${JSON.stringify(directory)} }\n  direct {}\n}\n`,
  )
  writeFileSync(
    join(directory, 'main.tf'),
    'terraform {\n  required_providers {\n    sample = { source = "example.com/acme/sample" }\n  }\n}\n\nprovider "sample" {}\n',
  )
  const options = { cwd: directory, env: { ...process.env, TF_CLI_CONFIG_FILE: rc, CHECKPOINT_DISABLE: '1', ...env } }
  const { stderr } = await run(terraform, ['validate', '-no-color'], options).catch((failed) => failed)
  await remove()
  // Terraform breaks lines where it likes.
  return stderr.replaceAll(/\s+/g, ' ')
}

test('under an old node terraform shows what the guard says', async () => {
  // As if it were old: the guard reads process.versions, which can be replaced before it runs.
  const said = await saidOf((text) =>
    text.replace(
      '\n;(function',
      "\nObject.defineProperty(process, 'versions', { value: { node: '18.20.8' } })\n;(function",
    ),
  )
  expect(said).toMatch(/needs Node\.js 20\.19 or newer.+18\.20\.8/)
})

test('without a node terraform shows one sentence', async () => {
  const said = await saidOf((text) => text, { PATH: '/nowhere' })
  expect(said).toMatch(/needs Node\.js 20\.19 or newer, and there is no node on PATH\./)
})
