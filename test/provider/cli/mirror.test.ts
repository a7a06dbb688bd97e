import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { forms } from '../terraform/support/forms.js'
import { terraformProgram } from '../terraform/support/terraform.js'
import { directoryWith, rolecall, run, runWith } from './command.js'

const filesBelow = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort()

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

const providers = (files: readonly string[]): readonly string[] =>
  files.filter((name) => name.includes('terraform-provider-'))

const pattern =
  /^(registry\.(?:opentofu\.org|terraform\.io))\/rolecall\/rolecall\/([\d.]+)\/([a-z]+_[a-z0-9]+)\/terraform-provider-rolecall_v\2(?:\.exe)?$/

/** `HOST PLATFORM` of each. */
const packagesIn = (directory: string): readonly string[] =>
  providers(filesBelow(directory)).map((name) => {
    const [, host, , platform] = pattern.exec(name) ?? []
    return `${host} ${platform}`
  })

const perHost = (...platforms: readonly string[]): readonly string[] =>
  ['registry.opentofu.org', 'registry.terraform.io'].flatMap((host) => platforms.map((name) => `${host} ${name}`))

test('a mirror holds one file for each registry and platform, and what makes Terraform use it', () => {
  const directory = directoryWith({})
  const { code, stdout, stderr } = run(directory, ['mirror', 'a mirror'])
  const files = filesBelow(join(directory, 'a mirror'))

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  for (const platform of ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64', 'freebsd_amd64'])
    expect(packagesIn(join(directory, 'a mirror'))).toEqual(expect.arrayContaining([...perHost(platform)]))
  expect(new Set(providers(files).map((name) => hashOf(join(directory, 'a mirror', name)))).size).toBe(1)
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

test('only the platforms that are named are written, and other versions stay', () => {
  const other = 'mirror/registry.terraform.io/rolecall/rolecall/0.0.1/linux_arm64/terraform-provider-rolecall_v0.0.1'
  const directory = directoryWith({ [other]: '#!' })
  expect(run(directory, ['mirror', 'mirror', '--platform', 'linux_amd64', '--platform', 'darwin_arm64']).code).toBe(0)
  expect(packagesIn(join(directory, 'mirror'))).toEqual([
    ...perHost('darwin_arm64', 'linux_amd64').slice(0, 2),
    'registry.terraform.io linux_arm64',
    ...perHost('darwin_arm64', 'linux_amd64').slice(2),
  ])
  expect(run(directory, ['mirror', 'two', '--platform', 'linux_amd64', 'linux_arm64']).code).toBe(0)
  expect(packagesIn(join(directory, 'two'))).toEqual(perHost('linux_amd64', 'linux_arm64'))
})

test('a lock file takes other platforms from it', () => {
  const directory = directoryWith({
    'main.tf': 'terraform {\n  required_providers {\n    rolecall = { source = "rolecall/rolecall" }\n  }\n}\n',
  })
  run(directory, ['mirror', 'mirror'])
  const platforms = ['linux_amd64', 'darwin_arm64'].map((name) => `-platform=${name}`)
  const locked = spawnSync(terraformProgram, ['providers', 'lock', '-no-color', '-fs-mirror=mirror', ...platforms], {
    cwd: directory,
    env: { ...process.env, TF_CLI_CONFIG_FILE: join(directory, 'mirror/terraform.rc'), CHECKPOINT_DISABLE: '1' },
    encoding: 'utf8',
  })
  expect(locked.stderr).toBe('')
  // One file, so one hash.
  expect(readFileSync(join(directory, '.terraform.lock.hcl'), 'utf8').match(/"h1:/g)).toHaveLength(1)
})

test('what a pipeline needs comes as it takes it', () => {
  const directory = directoryWith({ github: 'BEFORE=1\n' })
  const path = join(directory, 'it’s here', 'terraform.rc')
  const env = { TF_CLI_CONFIG_FILE: path, CDKTF_SKIP_PROVIDER_LOCK: 'true', CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1' }
  const asked = ['mirror', 'it’s here', '--platform', 'linux_amd64']
  expect(JSON.parse(run(directory, [...asked, '--json']).stdout)).toEqual({ env })

  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`)
  const { stdout } = spawnSync(process.execPath, [rolecall, ...asked, '--github-env'], {
    cwd: directory,
    env: { ...process.env, GITHUB_ENV: join(directory, 'github') },
    encoding: 'utf8',
  })
  expect(stdout).toBe(lines.join(''))
  expect(readFileSync(join(directory, 'github'), 'utf8')).toBe(['BEFORE=1\n', ...lines].join(''))
})

test('no shell takes a failure for success', () => {
  const directory = directoryWith({ file: '' })
  const script = `eval "$('${process.execPath}' '${rolecall}' mirror file)" && echo on`
  expect(spawnSync('sh', ['-c', script], { cwd: directory, encoding: 'utf8' })).toMatchObject({ status: 2, stdout: '' })
  for (const wrong of ['mirror --no-such-option', 'miror mirror']) {
    const unknown = script.replace('mirror file', wrong)
    expect(spawnSync('sh', ['-c', unknown], { cwd: directory, encoding: 'utf8' })).toMatchObject({
      status: 2,
      stdout: '',
    })
  }
  // A bug of ours: what is to be evaluated cannot be written, the first time.
  const broken = `data:text/javascript,${encodeURIComponent(`
    const { write } = process.stdout
    process.stdout.write = () => {
      process.stdout.write = write
      throw new TypeError('broken')
    }
  `)}`
  const crashing = script.replace(`'${rolecall}' mirror file`, `--import "$BROKEN" '${rolecall}' mirror mirror`)
  const env = { ...process.env, BROKEN: broken }
  expect(spawnSync('sh', ['-c', crashing], { cwd: directory, env, encoding: 'utf8' })).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/^rolecall: this is a bug of rolecall .*\nTypeError: broken\n {4}at /),
  })
})

test('several at once write one mirror', async () => {
  const directory = directoryWith({})
  const all = await Promise.all(Array.from({ length: 8 }, () => runWith(directory, {}, ['mirror', 'mirror'])))
  expect(all.map(({ code, stderr }) => ({ code, stderr }))).toEqual(all.map(() => ({ code: 0, stderr: '' })))
  expect(filesBelow(join(directory, 'mirror')).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

describe('of a release', () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text)
  const prefix = 'terraform-provider-rolecall_1.2.3'

  /** A directory with zips, whose sums may be of something else. */
  const release = (zips: Readonly<Record<string, Readonly<Record<string, Uint8Array>>>>, sums = hashOf): string => {
    const directory = directoryWith({})
    const names = Object.entries(zips).map(([platform, files]) => {
      const path = join(directory, `${prefix}_${platform}.zip`)
      writeFileSync(path, zipSync({ ...files }))
      return path
    })
    const lines = names.map((path) => `${sums(path)}  ${basename(path)}\n`)
    writeFileSync(join(directory, `${prefix}_SHA256SUMS`), lines.join(''))
    return directory
  }
  const program = { 'terraform-provider-rolecall_v1.2.3': bytes('program'), LICENSE: bytes('license') }

  test('all executables are taken, with all that is packed with them', () => {
    const from = release({ linux_amd64: program, darwin_arm64: program })
    const directory = directoryWith({})
    expect(run(directory, ['mirror', 'mirror', '--executables', from])).toMatchObject({ code: 0, stderr: '' })
    const files = filesBelow(join(directory, 'mirror'))
    expect(packagesIn(join(directory, 'mirror'))).toEqual(perHost('darwin_arm64', 'linux_amd64'))
    expect(files.filter((name) => name.endsWith('/LICENSE'))).toHaveLength(4)
    for (const name of providers(files)) expect(statSync(join(directory, 'mirror', name)).mode & 0o111).toBe(0o111)
  })

  test('what another one packed with them does not stay', () => {
    const directory = directoryWith({})
    const alone = { 'terraform-provider-rolecall_v1.2.3': bytes('program') }
    for (const from of [release({ linux_amd64: program }), release({ linux_amd64: alone })])
      expect(run(directory, ['mirror', 'mirror', '--executables', from])).toMatchObject({ code: 0, stderr: '' })
    expect(packagesIn(join(directory, 'mirror'))).toEqual(perHost('linux_amd64'))
    expect(filesBelow(join(directory, 'mirror')).filter((name) => name.endsWith('/LICENSE'))).toEqual([])
  })

  test.each<[string, () => readonly string[], RegExp]>([
    [
      'whose sum is another',
      () => [release({ linux_amd64: program }, () => '0'.repeat(64))],
      /is not what .*SHA256SUMS says/,
    ],
    ['without sums', () => [directoryWith({})], /there is no terraform-provider-rolecall_VERSION_SHA256SUMS in/],
    ['that is not there', () => ['nowhere'], /nowhere cannot be read/],
    [
      'with files that lie elsewhere',
      () => [release({ linux_amd64: { '../terraform-provider-rolecall_v1.2.3': bytes('x') } })],
      /has a file in it that is not in its top directory/,
    ],
    [
      'without the platform',
      () => [release({ linux_amd64: program }), '--platform', 'windows_amd64'],
      /there is no executable of that release for windows_amd64; there is one for linux_amd64/,
    ],
  ])('one %s writes nothing', (_, from, message) => {
    const directory = directoryWith({})
    const { code, stderr } = run(directory, ['mirror', 'mirror', '--executables', ...from()])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) })
    expect(providers(filesBelow(directory))).toEqual([])
  })
})

test('what cannot be written is said in one line', () => {
  const directory = directoryWith({ file: '' })
  mkdirSync(join(directory, 'empty'))
  writeFileSync(join(directory, 'file'), '')

  expect(run(directory, ['mirror'])).toMatchObject({
    code: 2,
    stderr: 'rolecall: mirror takes one argument, the directory to write\n',
  })
  for (const empty of [['--executables', ''], ['--executables=']])
    expect(run(directory, ['mirror', 'mirror', ...empty])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^rolecall: --executables takes a directory, not ""; .*\n$/),
    })
  expect(run(directory, ['mirror', 'file'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^rolecall: the mirror cannot be written: .*\n$/),
  })
  // Windows starts no script, on whatever system its mirror is written.
  expect(run(directory, ['mirror', 'mirror', '--platform', 'windows_amd64'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^rolecall: .* which Windows cannot do: add --executables FROM, .*\n$/),
  })
})
