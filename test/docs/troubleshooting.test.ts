/** What Terraform says on the page about troubleshooting, in the cases it is about. */
import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Mirror } from '../provider/terraform/support/forms.js'
import { mirrorOf } from '../provider/terraform/support/forms.js'
import type { Run } from '../provider/terraform/support/terraform.js'
import { terraform } from '../provider/terraform/support/terraform.js'
import { fencesRunBy } from './fences.js'
import { mentions } from './output.js'

const shown = fencesRunBy('test/docs/troubleshooting.test.ts')

const required = 'terraform {\n  required_providers {\n    rolecall = { source = "rolecall/rolecall" }\n  }\n}\n'

const viewer =
  'resource "rolecall_astro_role" "viewer" {\n  name        = "Viewer"\n  scope_type  = "DEPLOYMENT"\n' +
  '  permissions = ["deployment.get"]\n}\n'

let base: string
let mirror: Mirror
/** Initialised. */
let project: string

const run = (cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> =>
  terraform([...args, '-no-color'], { cwd, env: { TF_CLI_CONFIG_FILE: mirror.terraformRc, ...env } })

const directoryWith = async (name: string, text: string): Promise<string> => {
  const directory = join(base, name)
  await mkdir(directory)
  await writeFile(join(directory, 'main.tf'), text)
  return directory
}

/** A mirror of nothing, and no registry: what a machine without a way to either sees. */
const nowhere = async (): Promise<Readonly<Record<string, string>>> => {
  const path = join(base, 'nowhere.rc')
  const host = 'http://127.0.0.1:9'
  await writeFile(path, '')
  return { TF_CLI_CONFIG_FILE: path, HTTPS_PROXY: host, HTTP_PROXY: host }
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'rolecall-troubles-'))
  mirror = await mirrorOf('script')
  project = await directoryWith('project', `${required}${viewer}`)
  expect((await run(project, ['init'])).code).toBe(0)
})
afterAll(async () => {
  await rm(base, { recursive: true })
  await mirror.close()
})

/** What of the page comes under a heading. */
const expectShown = (heading: string, index: number, { stdout, stderr }: Run): void => {
  const text = shown[index]?.text ?? ''
  if (!mentions(text, stdout + stderr)) expect(`${stdout}${stderr}`, heading).toBe(text)
}

test('hashicorp/rolecall', async () => {
  const directory = await directoryWith('unrequired', viewer)
  expectShown('hashicorp/rolecall', 0, await run(directory, ['init'], await nowhere()))
})

test('no way to the provider', async () => {
  const directory = await directoryWith('unreachable', required)
  expectShown('not found', 1, await run(directory, ['init'], await nowhere()))
})

/** A PATH on which terraform and a few others are, and `node` is what a test puts there. */
const pathWith = async (name: string): Promise<string> => {
  const directory = join(base, name)
  await mkdir(directory)
  const { stdout } = await promisify(execFile)('sh', ['-c', 'command -v terraform env sh'])
  for (const program of stdout.trim().split('\n')) await symlink(program, join(directory, program.replace(/^.*\//, '')))
  return directory
}

test('no node', async () => {
  expectShown('no node', 2, await run(project, ['validate'], { PATH: await pathWith('without-node') }))
})

test('an old node', async () => {
  const directory = await pathWith('old-node')
  const script = join(directory, 'pretend.cjs')
  await writeFile(script, `Object.defineProperty(process.versions, 'node', { value: '18.20.8' })\n`)
  await writeFile(join(directory, 'node'), `#!/bin/sh\nexec '${process.execPath}' -r '${script}' "$@"\n`)
  await chmod(join(directory, 'node'), 0o755)
  expectShown('an old node', 3, await run(project, ['validate'], { PATH: [directory, '/bin'].join(delimiter) }))
})

test('a lock file of another build', async () => {
  const directory = join(base, 'locked')
  await mkdir(directory)
  await cp(join(project, 'main.tf'), join(directory, 'main.tf'))
  const lock = await readFile(join(project, '.terraform.lock.hcl'), 'utf8')
  await writeFile(join(directory, '.terraform.lock.hcl'), lock.replace(/h1:./g, 'h1:Z'))
  expectShown('a lock file', 4, await run(directory, ['init']))
})

test('no credentials', async () => {
  expectShown('no credentials', 5, await run(project, ['plan']))
})
