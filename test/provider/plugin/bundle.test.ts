import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { terraformProgram } from '../terraform/support/terraform.js'
import { bundleFixture } from './bundle.js'
import { call } from './client.js'
import { startPlugin } from './process.js'

const run = promisify(execFile)

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

test('under an old node terraform shows what the guard says', async () => {
  const bundle = await bundleFixture('sample', 'terraform-provider-sample')
  // As if it were old: the guard reads process.versions, which can be replaced before it runs.
  const old = readFileSync(bundle.path, 'utf8').replace(
    '\n',
    "\nObject.defineProperty(process, 'versions', { value: { node: '18.20.8' } });\n",
  )
  writeFileSync(bundle.path, old)
  const rc = join(bundle.directory, 'terraform.rc')
  writeFileSync(
    rc,
    `provider_installation {\n  dev_overrides { "example.com/acme/sample" = ${JSON.stringify(bundle.directory)} }\n  direct {}\n}\n`,
  )
  writeFileSync(
    join(bundle.directory, 'main.tf'),
    'terraform {\n  required_providers {\n    sample = { source = "example.com/acme/sample" }\n  }\n}\n\nprovider "sample" {}\n',
  )
  const options = { cwd: bundle.directory, env: { ...process.env, TF_CLI_CONFIG_FILE: rc, CHECKPOINT_DISABLE: '1' } }
  const failed = run(terraformProgram, ['validate', '-no-color'], options)
  // Terraform breaks lines where it likes.
  await expect(failed).rejects.toMatchObject({
    stderr: expect.stringMatching(/needs\s+Node\.js\s+20\.19\s+or\s+newer.+18\.20\.8/s),
  })
  await bundle.remove()
})
