/** `npm start` on a copy of the example, with the real cdktf, the real Terraform and a real sandbox. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const source = join(root, 'provider/examples/roles-as-code')
let example = ''

// Inside the checkout, since the example takes its packages from there.
beforeAll(() => {
  mkdirSync(join(root, 'test/output'), { recursive: true })
  example = mkdtempSync(join(root, 'test/output/example-'))
  cpSync(source, example, {
    recursive: true,
    filter: (path) => !/[/\\](?:\.work|cdktf\.out)$/.test(path),
  })
})
afterAll(() => rmSync(example, { recursive: true, force: true }))

type Started = { readonly code: number | null; readonly output: string }

const start = (env: Readonly<Record<string, string>> = {}): Started => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'provider/examples/start.mjs')], {
    cwd: root,
    env: { ...process.env, ROLECALL_EXAMPLE: example, ...env },
    encoding: 'utf8',
  })
  return { code: status, output: stdout + stderr }
}

const edit = (name: string, change: (text: string) => string): string => {
  const path = join(example, name)
  const before = readFileSync(path, 'utf8')
  writeFileSync(path, change(before))
  return before
}

test('the first run deploys every role and shows what the platforms then have', () => {
  const { code, output } = start()

  expect(output).toContain('cdktf deploy  8 added')
  expect(output).toMatch(/DAG_Operator +31 +high/)
  expect(output).toMatch(/Developer +3 +medium/)
  expect(output).toMatch(/Release Manager +3 +medium/)
  expect(output).toMatch(/Auditor +2 +low/)
  expect(code).toBe(0)
}, 300_000)

test('the next run says that nothing changes', () => {
  const { code, output } = start()

  expect(output).toContain('Nothing changes')
  expect(code).toBe(0)
}, 300_000)

test('an edited role file is shown as a plan and applied', () => {
  edit('roles/astro.roles.yaml', (text) => text.replace('- deployment.metrics.get', '- deployment.alerts.get'))
  const { code, output } = start()

  expect(output).toContain('cdktf deploy  1 changed')
  expect(output).toContain('~ rolecall_astro_role.deployment_viewer updated in-place')
  expect(output).toMatch(/\+ "deployment\.alerts\.get"/)
  expect(output).toMatch(/- "deployment\.metrics\.get"/)
  expect(code).toBe(0)
}, 300_000)

test('a bad role file ends it with one message that names every place, and changes nothing', () => {
  const before = edit('roles/astro.roles.yaml', (text) => text.replace('- deployment.logs.get', '- deployment..logs'))
  writeFileSync(join(example, 'roles/half.roles.yaml'), 'jitsudo_role:\n  half: {\n')
  const state = readFileSync(join(example, '.work/terraform.tfstate'), 'utf8')
  const { code, output } = start()
  rmSync(join(example, 'roles/half.roles.yaml'))
  writeFileSync(join(example, 'roles/astro.roles.yaml'), before)

  expect(output).toMatch(/npm start: cdktf deploy failed:\n\n {2}roles\/astro\.roles\.yaml:15:9 RC005 .*\n {2}roles\/half\.roles\.yaml:\d+:\d+ RC013 .*\n\n/)
  expect(output).not.toMatch(/^ +at /m)
  expect(code).toBe(1)
  expect(readFileSync(join(example, '.work/terraform.tfstate'), 'utf8')).toBe(state)
}, 300_000)

test('a terraform that does not start ends it with what that says', () => {
  const directory = join(example, 'bin')
  mkdirSync(directory)
  writeFileSync(join(directory, 'terraform'), '#!/bin/sh\necho "terraform: a library is missing" >&2\nexit 127\n', { mode: 0o755 })
  const { code, output } = start({ PATH: `${directory}:${process.env['PATH'] ?? ''}` })
  expect(code).not.toBe(0)
  expect(output).toContain('cdktf deploy failed:\n')
  expect(output).toContain('terraform: a library is missing\n')
  rmSync(directory, { recursive: true })
})

test('another build of the provider at the same version is taken up', () => {
  const lock = join(example, 'cdktf.out/stacks/roles/.terraform.lock.hcl')
  expect(existsSync(lock)).toBe(true)
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/h1:./g, 'h1:Z'))
  writeFileSync(join(example, '.work/provider.sha256'), 'of the build before')
  const { code, output } = start()

  expect(output).toContain('Nothing changes')
  expect(code).toBe(0)
}, 300_000)

test('the stack is valid Terraform as HCL too', () => {
  const out = join(example, 'hcl.out')
  const synth = spawnSync(process.execPath, ['--import', 'tsx', 'main.ts'], {
    cwd: example,
    env: { ...process.env, SYNTH_HCL_OUTPUT: 'true', CDKTF_OUTDIR: out, NORTHFLANK_TEAM_ID: 'platform' },
    encoding: 'utf8',
  })
  expect(synth.stderr).toBe('')
  const directory = join(out, 'stacks/roles')
  const terraform = (...args: readonly string[]) =>
    spawnSync(process.env['TERRAFORM_BINARY_NAME'] ?? 'terraform', [...args, '-no-color'], {
      cwd: directory,
      env: { ...process.env, TF_CLI_CONFIG_FILE: join(example, '.work/mirror/terraform.rc'), CHECKPOINT_DISABLE: '1' },
      encoding: 'utf8',
    })
  const init = terraform('init', '-backend=false')
  const validate = terraform('validate')

  expect(init.stderr).toBe('')
  expect(validate.stdout + validate.stderr).toContain('The configuration is valid')
}, 300_000)
