/** `npm start` on a copy of the example, with the real cdktf, the real Terraform and a real sandbox. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fencesRunBy } from '../../docs/fences.js'
import { shows } from '../../docs/output.js'
import { runWith } from '../cli/command.js'
import { environmentOf, serve } from '../sandbox/process.js'
import { terraformProgram } from '../terraform/support/terraform.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const script = join(root, 'provider/start/start.mjs')
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
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    cwd: root,
    env: { ...process.env, ROLECALL_EXAMPLE: example, ...env },
    encoding: 'utf8',
  })
  return { code: status, output: stdout + stderr }
}

/** Sends a signal to all of its group, as a terminal does, once `isTime`. */
const signalled = async (signal: 'SIGINT' | 'SIGKILL', isTime: () => boolean): Promise<Started> => {
  const child = spawn(process.execPath, [script], {
    cwd: root,
    env: { ...process.env, ROLECALL_EXAMPLE: example },
    detached: true,
  })
  const { pid } = child
  if (pid === undefined) throw new Error('it does not start')
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  const ended = once(child, 'close')
  while (child.exitCode === null && !isTime()) await sleep(5)
  process.kill(-pid, signal)
  await ended
  return { code: child.exitCode, output }
}

const executableBuilt = (): number | undefined =>
  statSync(join(root, 'provider/dist/executable'), { throwIfNoEntry: false })?.mtimeMs

const isDeploying = (): boolean => existsSync(join(example, '.work/before-deploy.json'))

/** Once it has said something: before that a Ctrl-C may come before its start. */
const hasBegun = (): boolean =>
  isDeploying() && (statSync(join(example, '.work/deploy.log'), { throwIfNoEntry: false })?.size ?? 0) > 0

const someRolesExist = (): boolean =>
  isDeploying() &&
  /DAG_Operator|Deployment_Viewer|Access Reviewer/.test(readFileSync(join(example, '.work/sandbox.json'), 'utf8'))

const edit = (name: string, change: (text: string) => string): string => {
  const path = join(example, name)
  const before = readFileSync(path, 'utf8')
  writeFileSync(path, change(before))
  return before
}

test('a run after one that was killed in its deploy undoes that, deploys every role and shows what the platforms then have', async () => {
  await signalled('SIGKILL', someRolesExist)
  const { code, output } = start()

  expect(output).toContain('The last deploy did not finish: the platforms and the state are as they were before it.')
  expect(output).toContain('cdktf deploy  8 added')
  const [typed, shown] = fencesRunBy('test/provider/start/start.test.ts')
  expect(typed?.text).toBe('npm start\n')
  const usual = output.replace(/^.*The last deploy did not finish.*\n\n?/m, '')
  if (!shows(shown?.text ?? '', usual)) expect(usual).toBe(shown?.text)
  expect(output).toMatch(/DAG_Operator +31 +high/)
  expect(output).toMatch(/Developer +3 +medium/)
  expect(output).toMatch(/Release Manager +3 +medium/)
  expect(output).toMatch(/Auditor +2 +low/)
  expect(code).toBe(0)
}, 300_000)

test('the next run says that nothing changes, with another build of the provider at the same version too', () => {
  const lock = join(example, 'cdktf.out/stacks/roles/.terraform.lock.hcl')
  expect(existsSync(lock)).toBe(true)
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/h1:./g, 'h1:Z'))
  const before = executableBuilt()
  const { code, output } = start()

  expect(output).toContain('Nothing changes')
  expect(code).toBe(0)
  // It needs none, and its runtime is not among what it installs.
  expect(executableBuilt()).toBe(before)
  expect(output).not.toContain('built as a script only')
}, 300_000)

test('a pull afterwards finds every role in a file or in the code, and writes nothing', async () => {
  const sandbox = serve('--json', '--state', join(example, '.work/sandbox.json'))
  const env = await environmentOf(sandbox)
  const pulled = await Promise.all(
    ['astro', 'northflank', 'jitsudo'].map((platform) => runWith(example, env, ['pull', platform, '--out', 'roles'])),
  )
  sandbox.child.kill('SIGTERM')
  await sandbox.ended

  const said = pulled.map(({ stderr }) => stderr).join('')
  expect(said).toMatch(/^roles\/astro\.roles\.yaml has already: (?:\w+ \(\w+\)(?:, )?){3}$/m)
  expect(said).toMatch(/^roles\/northflank\.roles\.yaml has already: .*Developer \(developer\)/m)
  expect(said).toContain('main.ts has already: Release Manager (release_manager)\n')
  expect(said).toMatch(/^roles\/jitsudo\.roles\.yaml has already: .*auditor \(auditor\)/m)
  for (const { code, stdout } of pulled)
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'Nothing to write. Looked at:'])
  expect(readdirSync(join(example, 'roles')).sort()).toEqual(readdirSync(join(source, 'roles')).sort())
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

test('Ctrl-C lets the deploy finish', async () => {
  edit('roles/astro.roles.yaml', (text) => text.replace('- deployment.alerts.get', '- deployment.metrics.get'))
  rmSync(join(example, '.work/deploy.log'))
  const { code, output } = await signalled('SIGINT', hasBegun)

  expect(output).toContain('Stopping once the deploy is done.')
  expect(output).toContain('cdktf deploy  1 changed')
  expect(output).not.toContain('blast radius')
  expect(code).toBe(130)
}, 300_000)

test('a checkout that was moved runs on', () => {
  const moved = `${example}-moved`
  renameSync(example, moved)
  example = moved
  const { code, output } = start()

  expect(output).toContain('Nothing changes')
  expect(code).toBe(0)
}, 300_000)

// Before the deploys that fail: what these leave is undone.
test('a file that was cut off or is gone ends it with what to do', () => {
  for (const [name, text, what] of [
    ['terraform.tfstate', '{', 'cut off'],
    ['sandbox.json', null, 'gone'],
  ] as const) {
    const path = join(example, '.work', name)
    const whole = readFileSync(path, 'utf8')
    if (text === null) rmSync(path)
    else writeFileSync(path, text)
    const { code, output } = start()
    writeFileSync(path, whole)

    expect(output).toMatch(
      new RegExp(
        `npm start: \\S+${name} is ${what}\\. Remove \\S+\\.work and run npm start again: it begins with new platforms\\.`,
      ),
    )
    expect(code).toBe(1)
  }
}, 300_000)

test('a bad role file ends it with one message that names every place, and changes nothing', () => {
  const before = edit('roles/astro.roles.yaml', (text) => text.replace('- deployment.logs.get', '- deployment..logs'))
  writeFileSync(join(example, 'roles/half.roles.yaml'), 'jitsudo_role:\n  half: {\n')
  const state = readFileSync(join(example, '.work/terraform.tfstate'), 'utf8')
  const { code, output } = start()
  rmSync(join(example, 'roles/half.roles.yaml'))
  writeFileSync(join(example, 'roles/astro.roles.yaml'), before)

  expect(output).toMatch(
    /npm start: cdktf deploy failed:\n\n {2}roles\/astro\.roles\.yaml:15:9 RC005 .*\n {2}roles\/half\.roles\.yaml:\d+:\d+ RC013 .*\n\n/,
  )
  expect(output).not.toMatch(/^ +at /m)
  expect(code).toBe(1)
  expect(readFileSync(join(example, '.work/terraform.tfstate'), 'utf8')).toBe(state)
}, 300_000)

test('a terraform that does not start ends it with what that says', () => {
  const directory = join(example, 'bin')
  mkdirSync(directory)
  writeFileSync(join(directory, 'terraform'), '#!/bin/sh\necho "terraform: a library is missing" >&2\nexit 127\n', {
    mode: 0o755,
  })
  const { code, output } = start({ PATH: `${directory}:${process.env['PATH'] ?? ''}` })
  expect(code).not.toBe(0)
  expect(output).toContain('cdktf deploy failed:\n')
  expect(output).toContain('terraform: a library is missing\n')
  rmSync(directory, { recursive: true })
})

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
    spawnSync(terraformProgram, [...args, '-no-color'], {
      cwd: directory,
      env: { ...process.env, TF_CLI_CONFIG_FILE: join(example, '.work/mirror/terraform.rc'), CHECKPOINT_DISABLE: '1' },
      encoding: 'utf8',
    })
  const init = terraform('init', '-backend=false')
  const validate = terraform('validate')

  expect(init.stderr).toBe('')
  expect(validate.stdout + validate.stderr).toContain('The configuration is valid')
}, 300_000)
