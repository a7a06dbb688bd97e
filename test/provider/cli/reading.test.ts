import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { terraformProgram } from '../terraform/support/terraform.js'
import { directoryWith, run } from './command.js'

const rolecall = fileURLToPath(new URL('../../../provider/bin/rolecall.js', import.meta.url))

const role = 'astro_role:\n  viewer:\n    name: Viewer\n    scope_type: DEPLOYMENT\n    permissions: [deployment.get]\n'

/** Who waits for a pipe waits for ever. */
const patience = 30_000

const lint = (cwd: string, ...args: readonly string[]) => {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [rolecall, 'lint', ...args], {
    cwd,
    encoding: 'utf8',
    timeout: patience,
    killSignal: 'SIGKILL',
  })
  return { status, signal, said: stdout + stderr }
}

const pipeAt = (path: string): void => {
  mkdirSync(dirname(path), { recursive: true })
  expect(spawnSync('mkfifo', [path]).status).toBe(0)
}

const kinds: readonly (readonly [string, string, (path: string) => void])[] = [
  ['a pipe', 'it is not a regular file', pipeAt],
  ['a link to a device', 'it is not a regular file', (path) => symlinkSync('/dev/zero', path)],
  ['a directory', 'EISDIR', (path) => mkdirSync(path)],
]

const files: readonly (readonly [string, number, readonly string[]])[] = [
  ['.gitignore', 2, []],
  ['.rolecall/config.yaml', 1, []],
  ['.rolecall/catalog.astro.json', 1, []],
  ['known.json', 2, ['--baseline', 'known.json']],
]

test.each(
  files.flatMap(([file, code, args]) => kinds.map(([kind, says, make]) => ({ file, code, args, kind, says, make }))),
)('lint says that $file is $kind, and does not wait for it', ({ file, code, args, says, make }) => {
  const directory = directoryWith({ 'a.roles.yaml': role, '.git/HEAD': '', [join(dirname(file), 'other')]: '' })
  make(join(directory, file))
  const { status, signal, said } = lint(directory, ...args)

  expect({ status, signal }).toEqual({ status: code, signal: null })
  expect(said).toContain(file)
  expect(said).toContain(says)
})

test('more than is useful is not read', () => {
  const directory = directoryWith({ 'a.roles.yaml': role, '.git/HEAD': '', '.gitignore': '#'.repeat(5_000_001) })
  expect(lint(directory)).toMatchObject({ status: 2, said: expect.stringContaining('it has more than 5000000 bytes') })
})

test('the provider says which files it cannot read, and does not wait for them', () => {
  const directory = directoryWith({
    'main.tf': `
      terraform {
        required_providers {
          rolecall = { source = "rolecall/rolecall" }
        }
      }
      provider "rolecall" {
        catalogs = ["named.json"]
      }
      resource "rolecall_astro_role" "a" {
        name        = "A"
        scope_type  = "DEPLOYMENT"
        permissions = ["deployment.get"]
      }`,
  })
  const names = ['named.json', '.rolecall/config.yaml', '.rolecall/catalog.astro.json']
  for (const name of names) pipeAt(join(directory, name))
  run(directory, ['mirror', 'mirror'])
  const env = { ...process.env, TF_CLI_CONFIG_FILE: join(directory, 'mirror/terraform.rc'), CHECKPOINT_DISABLE: '1' }
  const inDirectory = (...args: readonly string[]) =>
    spawnSync(terraformProgram, args, {
      cwd: directory,
      env,
      encoding: 'utf8',
      timeout: 2 * patience,
      killSignal: 'SIGKILL',
    })
  expect(inDirectory('init', '-no-color')).toMatchObject({ status: 0 })
  const { signal, stdout, stderr } = inDirectory('plan', '-no-color')

  expect(signal).toBeNull()
  const said = (stdout + stderr).replace(/\n│?\s*/g, ' ')
  for (const name of names) expect(said).toContain(name)
})
