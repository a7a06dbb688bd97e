/**
 * The runtimes of all systems, as npm has them. Those of other systems than this one are got when something is packed,
 * never at an install, and kept in the user's cache; none is used that differs from what package-lock.json pins.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { programIn, systems } from '../../provider/build/runtimes.mjs'
import { readJson } from './checkout.mjs'

const cacheDirectories = {
  darwin: () => join(homedir(), 'Library/Caches'),
  win32: () => process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData/Local'),
}

const cache = () => {
  const own = cacheDirectories[process.platform] ?? (() => process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'))
  return join(own(), 'rolecall/runtimes')
}

const run = (command, args, cwd) => {
  const { status, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr.trim()}`)
}

const pinned = (name) => {
  const { version, integrity } = readJson('package-lock.json').packages[`node_modules/${name}`]
  return { version, integrity }
}

/** They are of one version, as a compiler takes no others. */
export const runtimeVersion = pinned(systems[0].runtime).version

const isAsPinned = async (file, integrity) => {
  const [algorithm] = integrity.split('-')
  return (
    `${algorithm}-${createHash(algorithm)
      .update(await readFile(file))
      .digest('base64')}` === integrity
  )
}

/** The packed package, from the cache or from npm. */
const archiveOf = async (name) => {
  const { version, integrity } = pinned(name)
  const file = join(cache(), `${name.replace('/', '-').slice(1)}-${version}.tgz`)
  if (existsSync(file) && (await isAsPinned(file, integrity))) return file
  await mkdir(cache(), { recursive: true })
  const directory = await mkdtemp(join(cache(), '.getting-'))
  try {
    run('npm', ['pack', '--ignore-scripts', '--silent', `${name}@${version}`], directory)
    const got = join(directory, file.slice(cache().length + 1))
    if (!(await isAsPinned(got, integrity)))
      throw new Error(`${name}@${version} is not what package-lock.json pins (${integrity})`)
    await rename(got, file)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
  return file
}

/**
 * Unpacks the runtime of a system below a directory, and gives its path.
 *
 * @param {import('../../provider/build/runtimes.mjs').System} system
 * @param {string} directory
 */
export const unpackRuntime = async (system, directory) => {
  const target = join(directory, system.terraform)
  await mkdir(target, { recursive: true })
  run('tar', ['-xzf', await archiveOf(system.runtime), '-C', target], directory)
  return join(target, 'package', programIn(system))
}
