/** What Terraform says on the page about troubleshooting, in the cases it is about. */
import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Form, Mirror } from '../provider/terraform/support/forms.js'
import { forms, mirrorOf } from '../provider/terraform/support/forms.js'
import type { Run } from '../provider/terraform/support/terraform.js'
import { terraform } from '../provider/terraform/support/terraform.js'
import { fencesRunBy, readPage } from './fences.js'
import { mentions } from './output.js'

const page = 'provider/docs/guides/troubleshooting.md'

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

/** What the page shows under a heading. */
const shownUnder = (heading: string): string => {
  const line = readPage(page).split('\n').indexOf(`## ${heading}`)
  const fence = fencesRunBy('test/docs/troubleshooting.test.ts').find((each) => each.line > line + 1)
  if (line < 0 || fence === undefined) throw new Error(`${page} has no ${heading}`)
  return fence.text
}

const expectShown = (heading: string, { stdout, stderr }: Run): void => {
  const text = shownUnder(heading)
  if (!mentions(text, stdout + stderr)) expect(`${stdout}${stderr}`).toBe(text)
}

test('hashicorp/rolecall', async () => {
  const directory = await directoryWith('unrequired', viewer)
  expectShown('Terraform looks for hashicorp/rolecall', await run(directory, ['init'], await nowhere()))
})

test('no way to the provider', async () => {
  const directory = await directoryWith('unreachable', required)
  expectShown('The provider is not found', await run(directory, ['init'], await nowhere()))
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
  const result = await run(project, ['validate'], { PATH: await pathWith('without-node') })
  expectShown("Failed to read any lines from plugin's stdout", result)
})

test('an old node', async () => {
  const directory = await pathWith('old-node')
  const script = join(directory, 'pretend.cjs')
  await writeFile(script, `Object.defineProperty(process.versions, 'node', { value: '18.20.8' })\n`)
  await writeFile(join(directory, 'node'), `#!/bin/sh\nexec '${process.execPath}' -r '${script}' "$@"\n`)
  await chmod(join(directory, 'node'), 0o755)
  expectShown(
    'The node on PATH is too old',
    await run(project, ['validate'], { PATH: [directory, '/bin'].join(delimiter) }),
  )
})

/** A project that is initialised with a provider to which something is done. */
const withProvider = async (name: string, form: Form, change: (program: string) => Promise<void>): Promise<Run> => {
  const changed = await mirrorOf(form)
  for (const program of await readdir(changed.directory, { recursive: true }))
    if (/provider-rolecall_v[^/]+$/.test(program)) await change(join(changed.directory, program))
  const directory = await directoryWith(name, `${required}${viewer}`)
  const env = { TF_CLI_CONFIG_FILE: changed.terraformRc }
  expect((await run(directory, ['init'], env)).code).toBe(0)
  const result = await run(directory, ['validate'], env)
  await changed.close()
  return result
}

/** What starts an executable, under a name of the same length that no system has. */
const [loader, noLoader] = ['/lib64/ld-linux-x86-64.so.2', '/lib64/ld-linux-x86-64.so.0']

const isGlibcHere = forms.includes('executable') && process.platform === 'linux' && process.arch === 'x64'

test.runIf(isGlibcHere)('no glibc', async () => {
  const result = await withProvider('no-glibc', 'executable', async (program) => {
    const bytes = await readFile(program)
    bytes.write(noLoader, bytes.indexOf(loader))
    await writeFile(program, bytes)
  })
  expectShown('No such file or directory, though the file is there', result)
})

test('not to be executed', async () => {
  const result = await withProvider('no-permission', 'script', (program) => chmod(program, 0o644))
  expectShown('Permission denied', result)
})

test('ended from outside', async () => {
  const result = await withProvider('ended', 'script', (program) => writeFile(program, '#!/bin/sh\nkill -9 $$\n'))
  expectShown("Failed to read any lines from plugin's stdout", result)
})

test('a lock file of another build', async () => {
  const directory = join(base, 'locked')
  await mkdir(directory)
  await cp(join(project, 'main.tf'), join(directory, 'main.tf'))
  const lock = await readFile(join(project, '.terraform.lock.hcl'), 'utf8')
  await writeFile(join(directory, '.terraform.lock.hcl'), lock.replace(/h1:./g, 'h1:Z'))
  expectShown('The lock file refuses the provider', await run(directory, ['init']))
})

test('no credentials', async () => {
  expectShown('A platform is not configured', await run(project, ['plan']))
})
