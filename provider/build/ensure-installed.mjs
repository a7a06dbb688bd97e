/**
 * Installs what package-lock.json asks for and node_modules lacks: `all`, or for `start` only what `npm start` runs.
 * Runs before anything is installed and on any node, so it imports nothing and says what is missing in one line.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** What npm is asked for, and the packages of the lock file whose needs that covers. */
const scopes = {
  start: { workspaces: ['shared', 'provider'], folders: ['shared', 'provider'] },
  all: { workspaces: [], folders: ['', 'shared', 'provider', 'extension'] },
}

/** Something a person has to do first. The message is one line. */
export class MissingError extends Error {}

const checkNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new MissingError(
    `node 20.19 or newer is needed, and this is node ${process.versions.node}: install a newer one`,
  )
}

const readLock = (path) => {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages
  } catch {
    return {}
  }
}

/** Where node would find a dependency of the package in a folder, in the lock file; null where it lists none. */
const resolve = (packages, from, name) => {
  for (let folder = from; ; folder = folder.replace(/(^|\/)(?:node_modules\/)?(?:@[^/]+\/)?[^/]+$/, '')) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    if (packages[path]) return path
    if (folder === '') return null
  }
}

/** Development and optional dependencies count for our own packages only. */
const needsOf = (entry, own) => {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies, peerDependenciesMeta = {} } = entry
  return [
    ...Object.keys(dependencies || {}),
    ...Object.keys((own && devDependencies) || {}),
    ...Object.keys((own && optionalDependencies) || {}),
    ...Object.keys(peerDependencies || {}).filter((name) => !(peerDependenciesMeta[name] || {}).optional),
  ]
}

const hasGlibc = () => {
  const { header } = /** @type {{ header: Record<string, unknown> }} */ (process.report.getReport())
  return header.glibcVersionRuntime !== undefined
}

/** Whether npm would install a package on this machine. */
const fits = ({ os, cpu, libc }) =>
  (!os || os.includes(process.platform)) &&
  (!cpu || cpu.includes(process.arch)) &&
  (!libc || libc.includes('glibc') === hasGlibc())

/** The packages that are not there in the version of the lock file. */
const missingPackages = (folders) => {
  const wanted = readLock('package-lock.json')
  const present = readLock('node_modules/.package-lock.json')
  const seen = new Set(folders)
  const missing = []
  for (const folder of seen) {
    const entry = wanted[folder] || {}
    for (const name of needsOf(entry, folders.includes(folder))) {
      const path = resolve(wanted, folder, name)
      if (path === null || seen.has(path)) continue
      seen.add(path)
      const { link, version } = wanted[path]
      const there = existsSync(join(root, path, 'package.json')) && (link || (present[path] || {}).version === version)
      if (!there && fits(wanted[path])) missing.push(path)
    }
  }
  return missing
}

/** npm as it runs this script, or else the one on PATH. */
const npm = (args) => {
  const own = process.env.npm_execpath
  const isNpm = own && /npm-cli\.c?js$/.test(own)
  const [command, first] = isNpm ? [process.execPath, [own]] : ['npm', []]
  const { status, error } = spawnSync(command, [...first, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (error) throw new MissingError('npm is not on PATH: install it (it comes with node)')
  if (status !== 0) throw new MissingError(`npm install failed (exit code ${status}); its reason stands above`)
}

/** Leaves package-lock.json as it is, and what is installed already too. Returns how many packages were missing. */
export const ensureInstalled = (scope, /** @type {(count: number) => void} */ tell = () => {}) => {
  checkNode()
  const { workspaces, folders } = scopes[scope]
  const count = missingPackages(folders).length
  if (count === 0) return 0
  tell(count)
  npm([
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...workspaces.map((name) => `--workspace=${name}`),
  ])
  return count
}

/** The command that plays Terraform: terraform, or tofu where that alone is on PATH. */
export const terraformCommand = () => {
  const named = process.env.TERRAFORM_BINARY_NAME
  const found = (named ? [named] : ['terraform', 'tofu']).find(
    (command) =>
      !spawnSync(command, ['version'], { stdio: 'ignore', env: { ...process.env, CHECKPOINT_DISABLE: '1' } }).error,
  )
  if (found) return found
  throw new MissingError(
    `${named || 'neither terraform nor tofu'} is ${named ? 'not ' : ''}on PATH: install one of terraform and tofu`,
  )
}

const isMain = process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)

if (isMain) {
  try {
    const scope = Object.hasOwn(scopes, process.argv[2]) ? process.argv[2] : 'all'
    ensureInstalled(scope, (count) => console.error(`Installing ${count} ${count === 1 ? 'package' : 'packages'} …`))
  } catch (error) {
    if (!(error instanceof MissingError)) throw error
    console.error(`rolecall: ${error.message}`)
    process.exitCode = 1
  }
}
