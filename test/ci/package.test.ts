/** What is published, used from the file: in an empty directory, without the checkout. */
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../provider/sandbox/contract.js'
import { startSandbox } from '../../provider/sandbox/sandbox.js'
import { homePage } from '../../shared/model/home.js'
import { fencesRunBy } from '../docs/fences.js'
import { mentions } from '../docs/output.js'
import { forms } from '../provider/terraform/support/forms.js'
import { terraformProgram } from '../provider/terraform/support/terraform.js'
import { startTsserver } from '../provider/types/tsserver.js'
import { readSignature } from './mach-o.js'

const fences = fencesRunBy('test/ci/package.test.ts')
const [copyZips = '', app = '', deploy = '', refusal = ''] = fences
  .filter(({ page }) => page === 'README.md')
  .map(({ text }) => text)
const root = fileURLToPath(new URL('../..', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'rolecall-packages-'))
const command = join(root, 'provider/bin/rolecall.js')
const version = execFileSync('node', [command, '--version'], { encoding: 'utf8' }).trim()

const npmParts = ['provider', 'language-server', 'extension', 'registry']
const parts = forms.includes('executable') ? [...npmParts, 'executables'] : npmParts

/** Of what is built, whatever the checkout is by now. */
const pack = (out: string, wanted: readonly string[]): void => {
  const only = wanted.flatMap((name) => ['--only', name])
  const systems = ['linux_amd64', 'darwin_arm64'].flatMap((name) => ['--system', name])
  execFileSync('node', ['.ci/package.mjs', '--no-build', '--out', out, ...systems, ...only], {
    cwd: root,
    env: { ...process.env, ROLECALL_VERSION: version },
  })
}

const dist = join(work, 'dist')

const filesBelow = (directory: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(directory.length + 1), readFileSync(path, 'latin1')]),
  )

let sandbox: Sandbox

beforeAll(async () => {
  pack(dist, parts)
  sandbox = await startSandbox()
}, 600_000)
afterAll(async () => {
  await sandbox.close()
  rmSync(work, { recursive: true, force: true })
})

const tarball = (name: string): string => join(dist, `rolecall-${name}-${version}.tgz`)
const zipFor = (system: string): string => join(dist, `terraform-provider-rolecall_${version}_${system}.zip`)
const zipPath = zipFor('linux_amd64')

const namesIn = (path: string): readonly string[] =>
  path.endsWith('.tgz')
    ? execFileSync('tar', ['-tzf', path], { encoding: 'utf8' }).trim().split('\n')
    : Object.keys(unzipSync(readFileSync(path)))

test('are the same bytes each time', () => {
  const again = join(work, 'again')
  pack(again, npmParts)
  for (const [name, bytes] of filesBelow(again)) expect(filesBelow(dist).get(name) === bytes, name).toBe(true)
})

test.each(['provider', 'language-server'])('%s is a sound package', (name) => {
  for (const tool of [
    ['publint', '--strict'],
    ['attw', '--ignore-rules', 'false-cjs'],
  ]) {
    if (tool[0] === 'attw' && name !== 'provider') continue
    const { status, stdout } = spawnSync('npx', [tool[0] ?? '', tarball(name), ...tool.slice(1)], {
      cwd: root,
      encoding: 'utf8',
    })
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.any(String) })
  }
})

test('each has the license, a page and the licenses of others', () => {
  const made = readdirSync(dist).filter((name) => /\.(?:tgz|zip|vsix)$/.test(name))
  expect(made).toHaveLength(parts.includes('executables') ? 5 : 3)
  for (const name of made) {
    const names = namesIn(join(dist, name)).join('\n')
    for (const wanted of [/LICENSE/, /readme\.md/i, /THIRD-PARTY-NOTICES\.txt/]) expect(names, name).toMatch(wanted)
  }
})

test('the page of the extension and its changelog lead somewhere, and the changelog begins with the version', () => {
  const files = unzipSync(readFileSync(join(dist, `rolecall-vscode-${version}.vsix`)))
  const textOf = (name: string): string => Buffer.from(files[`extension/${name}`] ?? []).toString()
  for (const name of ['readme.md', 'changelog.md']) {
    const links = Array.from(textOf(name).matchAll(/\]\(([^)]+)\)/g), ([, link = '']) => link)
    expect(links, name).not.toEqual([])
    for (const link of links) {
      const path = new RegExp(`^${homePage}/(?:blob|raw)/main/([^#]+)`).exec(link)?.[1]
      expect(path === undefined ? link : existsSync(join(root, path)), link).toBe(true)
    }
  }
  expect(textOf('changelog.md')).toMatch(
    new RegExp(`^## ${version.replaceAll('.', '[.]')} \\(\\d{4}-\\d\\d-\\d\\d\\)$`, 'm'),
  )
  expect(textOf('changelog.md')).not.toContain('Unreleased')
})

test('nothing of a build but what leads somewhere is packed, and nothing runs at an install', () => {
  const names = namesIn(tarball('provider'))
  expect(names.filter((name) => /\/\.|\/types\/|executable|bundled/.test(name))).toEqual([])
  for (const name of ['provider', 'language-server']) {
    const text = execFileSync('tar', ['-xzOf', tarball(name), 'package/package.json'], { encoding: 'utf8' })
    const manifest = JSON.parse(text) as Record<string, unknown>
    expect(manifest).toMatchObject({ version, license: 'Apache-2.0', repository: { type: 'git' } })
    for (const key of ['scripts', 'dependencies', 'devDependencies', 'private'])
      expect(manifest).not.toHaveProperty(key)
  }
})

test('a folder of the checkout packs nothing', () => {
  for (const folder of ['provider', 'extension']) {
    const { status, stderr } = spawnSync('npm', ['pack', '--dry-run'], { cwd: join(root, folder), encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('npm run package') })
  }
})

test('the tree of the registry is as it reads one', () => {
  const pages = [...filesBelow(join(dist, 'registry'))].filter(([name]) => name.startsWith('docs/'))
  const places = new Set(pages.map(([name]) => name))
  for (const [name, text] of pages) {
    expect(name).toMatch(/^docs\/(?:index|(?:resources|data-sources|functions|list-resources|guides)\/[\w.-]+)\.md$/)
    expect(text.length, name).toBeLessThan(500_000)
    expect(text, name).toMatch(
      /^---\npage_title: ".+"\n(?:subcategory: .*\n)?description: (?:".+"|\|-\n(?: {2}.+\n)*(?: {2}.+))\n---\n(?!\n*---)/,
    )
    for (const [, target = ''] of text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g))
      expect(places.has(join(dirname(name), target)), `${name}: ${target}`).toBe(true)
  }
  expect(places.has('docs/index.md')).toBe(true)
})

test('a shallow clone packs nothing, and it is said what to do', () => {
  const clone = join(work, 'shallow')
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone])
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'))
  const env = { ...process.env, ROLECALL_VERSION: undefined }
  const { status, stderr } = spawnSync('node', ['.ci/package.mjs'], { cwd: clone, env, encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('fetch-depth: 0') })
})

const run = promisify(execFile)

const main = `terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}
resource "rolecall_astro_role" "x" {
  name        = "From_A_Zip"
  scope_type  = "DEPLOYMENT"
  permissions = ["deployment.get"]
}
`

/** The one that the program which is tested takes a provider from. */
const registry = basename(terraformProgram).startsWith('tofu') ? 'registry.opentofu.org' : 'registry.terraform.io'

describe.runIf(forms.includes('executable'))('the zip', () => {
  test('has names and a manifest as the registry wants them', () => {
    expect(namesIn(zipPath)[0]).toBe(`terraform-provider-rolecall_v${version}`)
    const manifest = readFileSync(join(dist, `terraform-provider-rolecall_${version}_manifest.json`), 'utf8')
    expect(JSON.parse(manifest)).toEqual({ version: 1, metadata: { protocol_versions: ['6.0'] } })
    expect(
      spawnSync('sha256sum', ['-c', `terraform-provider-rolecall_${version}_SHA256SUMS`], { cwd: dist }).status,
    ).toBe(0)
    const notices = unzipSync(readFileSync(zipPath))['THIRD-PARTY-NOTICES.txt']
    expect(Buffer.from(notices ?? []).toString()).toMatch(/JavaScriptCore[^]*https:\/\/github\.com\/oven-sh\/WebKit/)
  })

  test('for macOS on arm64 has a signature that holds, without which no such program starts', () => {
    const program = unzipSync(readFileSync(zipFor('darwin_arm64')))[`terraform-provider-rolecall_v${version}`]
    const bytes = Buffer.from(program ?? [])
    expect(readSignature(bytes)).toEqual({ isAdHoc: true, isWhole: true, broken: [] })
    const middle = bytes.length >> 1
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
    expect(readSignature(bytes).broken).toHaveLength(1)
  })

  test('deploys a role with only terraform and sh on PATH', async () => {
    const directory = mkdtempSync(join(work, 'zip-'))
    const path = join(directory, 'bin')
    mkdirSync(path)
    const found = (process.env['PATH'] ?? '').split(delimiter).map((each) => join(each, terraformProgram))
    symlinkSync(
      found.find((file) => spawnSync(file, ['version']).status === 0) ?? terraformProgram,
      join(path, 'terraform'),
    )
    symlinkSync('/bin/sh', join(path, 'sh'))
    writeFileSync(join(directory, 'main.tf'), main)
    await run('sh', ['-e', '-c', copyZips.replaceAll('registry.terraform.io', registry)], {
      cwd: work,
      env: { ...process.env, HOME: directory },
    })
    const env = { ...sandbox.env, PATH: path, HOME: directory, CHECKPOINT_DISABLE: '1' }
    const terraform = (...args: readonly string[]) => run(join(path, 'terraform'), [...args], { cwd: directory, env })
    await terraform('init', '-no-color')
    expect((await terraform('apply', '-auto-approve', '-no-color')).stdout).toContain('1 added')
    expect((await terraform('destroy', '-auto-approve', '-no-color')).stdout).toContain('1 destroyed')
  })
})

describe('the package for npm', () => {
  let project = ''

  beforeAll(async () => {
    project = mkdtempSync(join(work, 'npm-'))
    writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }')
    await run('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball('provider')], { cwd: project })
    for (const name of ['cdktf', 'cdktn', 'constructs', '.bin/cdktf', '.bin/tsx'])
      symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name))
    writeFileSync(
      join(project, 'a.roles.yaml'),
      'version: 1\nastro_role:\n  x:\n    name: From_A_Tarball\n    scope_type: DEPLOYMENT\n    permissions: [deployment.get]\n',
    )
  })

  const bin = (): string => join(project, 'node_modules/.bin/rolecall')

  test('brings the command', async () => {
    expect((await run(bin(), ['--version'])).stdout).toBe(`${version}\n`)
    expect((await run(bin(), ['lint'], { cwd: project })).stdout).toContain('1 file')
  })

  /** The provider from the package, and the platforms. */
  const environment = async (): Promise<NodeJS.ProcessEnv> => {
    const { stdout } = await run(bin(), ['mirror', 'mirror', '--platform', 'linux_amd64', '--json'], { cwd: project })
    return { ...process.env, ...sandbox.env, ...JSON.parse(stdout).env, CHECKPOINT_DISABLE: '1' }
  }

  test('deploys role files with cdktn', async () => {
    writeFileSync(
      join(project, 'cdktn.mjs'),
      `import { App, TerraformStack } from 'cdktn'
import { RoleFiles } from '@rolecall/provider/cdktn'
const app = new App({ outdir: 'out-cdktn' })
new RoleFiles(new TerraformStack(app, 'roles'), 'roles', { paths: ['a.roles.yaml'], directory: import.meta.dirname })
app.synth()
`,
    )
    await run('node', ['cdktn.mjs'], { cwd: project })
    const env = await environment()
    const stack = join(project, 'out-cdktn/stacks/roles')
    const terraform = (...args: readonly string[]) => run(terraformProgram, [...args], { cwd: stack, env })
    await terraform('init', '-no-color')
    expect((await terraform('apply', '-auto-approve', '-no-color')).stdout).toContain('1 added')
    expect((await terraform('destroy', '-auto-approve', '-no-color')).stdout).toContain('1 destroyed')
  })

  test.runIf(forms.includes('executable'))('and the zips are one version to a lock file that has both', async () => {
    const [main, commands] = fences.filter(({ page }) => page !== 'README.md')
    writeFileSync(join(project, 'main.tf'), main?.text ?? '')
    symlinkSync(dist, join(project, 'dist'))
    const options = (mirror: string, directory: string) => ({
      cwd: project,
      env: {
        ...process.env,
        TF_CLI_CONFIG_FILE: join(project, mirror, 'terraform.rc'),
        TF_DATA_DIR: join(project, directory),
        CHECKPOINT_DISABLE: '1',
      },
    })
    await run('sh', ['-e', '-c', commands?.text ?? ''], options('scripts', 'before'))
    const lock = readFileSync(join(project, '.terraform.lock.hcl'), 'utf8')
    expect(lock.match(/"h1:/g)).toHaveLength(3)
    for (const mirror of ['scripts', 'executables']) {
      const { stdout } = await run(
        terraformProgram,
        ['init', '-lockfile=readonly', '-no-color'],
        options(mirror, mirror),
      )
      expect(stdout).toContain(`Installed rolecall/rolecall v${version}`)
    }
    expect(readFileSync(join(project, '.terraform.lock.hcl'), 'utf8')).toBe(lock)
  })

  describe('with the README in hand', () => {
    const file = (): string => join(project, 'main.ts')
    const tried = (program: string, args: readonly string[], env: NodeJS.ProcessEnv) =>
      run(program, [...args], { cwd: project, env }).then(
        (printed) => ({ code: 0, ...printed }),
        (error: unknown) => error as { readonly code: number; readonly stdout: string; readonly stderr: string },
      )
    const rewrite = (from: string, to: string): string => app.replace(from, to)

    beforeAll(() => {
      writeFileSync(join(project, 'cdktf.json'), '{ "language": "typescript", "app": "npx tsx main.ts" }')
      mkdirSync(join(project, 'roles'))
      cpSync(join(project, 'a.roles.yaml'), join(project, 'roles/a.roles.yaml'))
    })

    test('a typed role and a role file go to two organizations by the real cdktf', async () => {
      const { organizations } = sandbox.astro
      const ids = app.match(/\bc[a-z0-9]{24}\b/g) ?? []
      writeFileSync(
        file(),
        ids.reduce((text, id, at) => text.replace(id, organizations[at]?.id ?? ''), app),
      )
      const env = { ...(await environment()), CI: '1', ASTRO_API_TOKEN: organizations[0]?.everywhereToken }
      const { code, stdout, stderr } = await tried('sh', ['-e', '-c', deploy], env)
      expect(code, stdout + stderr).toBe(0)

      for (const { id, token } of organizations) {
        const url = `${sandbox.env.ASTRO_API_URL}/organizations/${id}/roles`
        const { roles } = await (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).json()
        expect(roles.map(({ name }: { readonly name: string }) => name).sort()).toEqual([
          'From_A_Tarball',
          'Log_Reader',
        ])
      }
    })

    test('plain tsserver underlines a wrong scope, and nothing else', async () => {
      writeFileSync(file(), '')
      const { errors } = startTsserver(file())
      expect(await errors(rewrite("'DEPLOYMENT'", "'WORKSPACE'"))).toEqual([expect.stringContaining('"WORKSPACE"')])
      expect(await errors(app)).toEqual([])
    })

    test('a wrong permission fails synth, with file and line', async () => {
      writeFileSync(file(), rewrite('logs.get', 'logs.gte'))
      const { code, stderr } = await tried('npx', ['tsx', 'main.ts'], process.env)
      expect(code).toBe(1)
      if (!mentions(refusal, stderr)) expect(stderr).toBe(refusal)
    })
  })
})
