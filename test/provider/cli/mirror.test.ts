import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { forms } from '../terraform/support/forms.js'
import { terraformProgram } from '../terraform/support/terraform.js'
import { directoryWith, run } from './command.js'

const filesBelow = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort()

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

const providers = (files: readonly string[]): readonly string[] =>
  files.filter((name) => name.includes('terraform-provider-'))

test('a mirror holds one executable for each registry, and what makes Terraform use it', () => {
  const directory = directoryWith({})
  const { code, stdout, stderr } = run(directory, ['mirror', 'a mirror'])
  const files = filesBelow(join(directory, 'a mirror'))

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(providers(files)).toEqual([
    expect.stringMatching(
      /^registry\.opentofu\.org\/rolecall\/rolecall\/([\d.]+)\/[a-z]+_[a-z0-9]+\/terraform-provider-rolecall_v\1$/,
    ),
    expect.stringMatching(
      /^registry\.terraform\.io\/rolecall\/rolecall\/([\d.]+)\/[a-z]+_[a-z0-9]+\/terraform-provider-rolecall_v\1$/,
    ),
  ])
  expect(files.filter((name) => !providers(files).includes(name))).toEqual(['package.json', 'terraform.rc'])
  for (const name of providers(files)) expect(statSync(join(directory, 'a mirror', name)).mode & 0o111).toBe(0o111)
  expect(stdout).toBe(
    `export TF_CLI_CONFIG_FILE='${join(directory, 'a mirror', 'terraform.rc')}'\n` +
      'export CDKTF_SKIP_PROVIDER_LOCK=true\nexport CDKTF_DISABLE_PLUGIN_CACHE_ENV=1\n',
  )
})

test('two mirrors of one build are the same, byte for byte, and so is one that is written again', () => {
  const directory = directoryWith({})
  run(directory, ['mirror', 'one'])
  run(directory, ['mirror', 'two'])
  const files = providers(filesBelow(join(directory, 'one')))
  const before = files.map((name) => hashOf(join(directory, 'one', name)))
  run(directory, ['mirror', 'one'])

  expect(files.map((name) => hashOf(join(directory, 'two', name)))).toEqual(before)
  expect(files.map((name) => hashOf(join(directory, 'one', name)))).toEqual(before)
  expect(new Set(before).size).toBe(1)
  expect(filesBelow(join(directory, 'one'))).toHaveLength(4)
})

test('terraform finds the provider in the mirror and starts it, below a package of ES modules too', () => {
  const directory = directoryWith({
    'package.json': '{ "type": "module" }',
    'stack/main.tf': 'terraform {\n  required_providers {\n    rolecall = { source = "rolecall/rolecall" }\n  }\n}\n',
  })
  run(directory, ['mirror', 'mirror'])
  const env = { ...process.env, TF_CLI_CONFIG_FILE: join(directory, 'mirror/terraform.rc'), CHECKPOINT_DISABLE: '1' }
  const inStack = (...args: readonly string[]) =>
    spawnSync(terraformProgram, args, { cwd: join(directory, 'stack'), env, encoding: 'utf8' })
  const init = inStack('init', '-no-color')
  const schema = inStack('providers', 'schema', '-json')

  expect(init.stdout + init.stderr).toContain('rolecall/rolecall v')
  expect(init.status).toBe(0)
  expect(Object.keys(JSON.parse(schema.stdout).provider_schemas)).toEqual([
    expect.stringMatching(/\/rolecall\/rolecall$/),
  ])
})

test.runIf(forms.includes('executable'))(
  'one form in place of the other is said, with what a lock file then needs',
  () => {
    const directory = directoryWith({})
    expect(run(directory, ['mirror', 'mirror', '--executables'])).toMatchObject({ code: 0, stderr: '' })
    expect(run(directory, ['mirror', 'mirror', '--executables'])).toMatchObject({ code: 0, stderr: '' })
    expect(run(directory, ['mirror', 'mirror'])).toMatchObject({
      code: 0,
      stderr:
        'rolecall: the script replaces the executable; a lock file made with the executable refuses it until ' +
        `\`terraform providers lock -fs-mirror='${join(directory, 'mirror')}'\` has added it\n`,
    })
  },
)

test('what cannot be written is said in one line', () => {
  const directory = directoryWith({ file: '' })
  mkdirSync(join(directory, 'empty'))
  writeFileSync(join(directory, 'file'), '')

  expect(run(directory, ['mirror'])).toMatchObject({
    code: 2,
    stderr: 'rolecall: mirror takes one argument, the directory to write\n',
  })
  expect(run(directory, ['mirror', 'file'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^rolecall: the mirror cannot be written: .*\n$/),
  })
})
