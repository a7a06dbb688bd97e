/** The packages for npm. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { PackageError, published, readJson, root, without } from './checkout.mjs'
import { noticesOf } from './notices.mjs'
import { jsonText, withStaged } from './stage.mjs'

/** npm gives every file one date and an order of its own, so what it packs is the same each time. */
const pack = (directory, target) => {
  const { status, stdout, stderr, error } = spawnSync('npm', ['pack', '--ignore-scripts', '--silent'], {
    cwd: directory,
    encoding: 'utf8',
    // `npm.cmd` is started by a shell only.
    shell: process.platform === 'win32',
  })
  if (error) throw error
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`)
  return rename(join(directory, stdout.trim()), target)
}

/** Nothing that is missing may be packed as nothing. */
const mustExist = (paths) => {
  const missing = paths.find((path) => !existsSync(join(root, path)))
  if (missing) throw new PackageError(`${missing} is missing: run npm run build`)
}

/** Everything that an entry of `exports` or `bin` leads to, but for those with a `*`. */
const entriesOf = ({ exports = {}, bin = {} }) =>
  [exports, bin]
    .flatMap((value) => JSON.stringify(value).match(/"\.?\/?(?:dist|bin)\/[^"*]+"/g) ?? [])
    .map((text) => text.slice(1, -1).replace(/^\.\//, ''))

const providerManifest = (version) => {
  const manifest = without(readJson('provider/package.json'), ['private', 'scripts', 'devDependencies'])
  const ofVersion = (about) => ({ ...about, provider: { ...about.provider, version } })
  return {
    ...manifest,
    ...published({ version, directory: 'provider' }),
    publishConfig: { access: 'public' },
    cdktf: ofVersion(manifest.cdktf),
    cdktn: ofVersion(manifest.cdktn),
  }
}

/** The folders of dist/ that something leads to; the build leaves more there. */
const foldersOf = (manifest) =>
  [
    ...new Set(['cli', 'provider', ...entriesOf(manifest).flatMap((path) => /^dist\/([^/]+)\//.exec(path)?.[1] ?? [])]),
  ].sort()

/** `@rolecall/provider`: the provider as a script, the command, the library for both cores. */
export const packProvider = async (dist, { version }) => {
  const manifest = providerManifest(version)
  const folders = foldersOf(manifest).map((name) => `dist/${name}`)
  mustExist([...entriesOf(manifest), ...folders].map((path) => `provider/${path}`))
  const staged = {
    copies: {
      ...Object.fromEntries(['bin', ...folders, 'README.md'].map((path) => [path, `provider/${path}`])),
      LICENSE: 'LICENSE',
    },
    texts: {
      // What the build writes for itself begins with a dot.
      'package.json': jsonText({ ...manifest, files: [...manifest.files, '!dist/**/.*'] }),
      'THIRD-PARTY-NOTICES.txt': await noticesOf({
        workspace: 'provider',
        bundles: ['provider', 'cli', 'constructs', 'testing'],
        version,
      }),
    },
  }
  await withStaged(staged, (directory) => pack(directory, join(dist, `rolecall-provider-${version}.tgz`)))
}

const languageServerManifest = (version) => {
  const { bin, engines } = readJson('extension/package.json')
  return {
    name: 'rolecall-language-server',
    description: 'Completion, explanation and checks of SaaS permissions where roles are written, for any editor.',
    keywords: ['language-server', 'lsp', 'roles', 'permissions', 'terraform', 'cdktf'],
    ...published({ version, directory: 'extension' }),
    type: 'module',
    engines: { node: engines.node },
    bin,
    files: ['bin', 'dist', 'THIRD-PARTY-NOTICES.txt'],
    publishConfig: { access: 'public' },
  }
}

const serverFiles = ['server.cjs', 'typescript.js', 'package.json'].map((name) => `dist/server/${name}`)

/** `rolecall-language-server`: the server as a process. */
export const packLanguageServer = async (dist, { version }) => {
  const manifest = languageServerManifest(version)
  const staged = {
    copies: {
      ...Object.fromEntries(['bin', ...serverFiles].map((path) => [path, `extension/${path}`])),
      'README.md': 'extension/server/README.md',
      LICENSE: 'LICENSE',
    },
    texts: {
      'package.json': jsonText(manifest),
      'THIRD-PARTY-NOTICES.txt': await noticesOf({
        workspace: 'extension',
        bundles: ['server', 'typescript'],
        version,
      }),
    },
  }
  mustExist(Object.values(staged.copies))
  await withStaged(staged, (directory) => pack(directory, join(dist, `rolecall-language-server-${version}.tgz`)))
}
