/**
 * `npm run package`: everything that is published, in dist/, the same bytes for the same commit.
 *
 *   --only NAME       one of the artefacts below; may be repeated
 *   --system OS_ARCH  of the executables those for this system; may be repeated
 *   --out DIR         in place of dist/
 *   --no-build        of what is built already
 */
import { spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { systems } from '../provider/build/runtimes.mjs'
import { PackageError, root } from './package/checkout.mjs'
import { packExecutables } from './package/executables.mjs'
import { packLanguageServer, packProvider } from './package/npm.mjs'
import { writeRegistryTree } from './package/registry.mjs'
import { packExtension } from './package/vsix.mjs'
import { versionOf } from './version.mjs'

const artefacts = {
  provider: packProvider,
  'language-server': packLanguageServer,
  extension: packExtension,
  executables: packExecutables,
  registry: writeRegistryTree,
}

/** @satisfies {import('node:util').ParseArgsConfig['options']} */
const options = {
  only: { type: 'string', multiple: true, default: Object.keys(artefacts) },
  system: { type: 'string', multiple: true, default: systems.map(({ terraform }) => terraform) },
  out: { type: 'string', default: join(root, 'dist') },
  'no-build': { type: 'boolean', default: false },
}

const oneOf = (values, known, what) => {
  const stranger = values.find((value) => !known.includes(value))
  if (stranger !== undefined) throw new PackageError(`there is no ${what} ${stranger}; there are ${known.join(', ')}`)
  return values
}

/** @returns {{ only: string[], system: string[], out: string, 'no-build': boolean }} */
const parse = () => {
  try {
    return /** @type {any} */ (parseArgs({ options })).values
  } catch (error) {
    throw new PackageError(error instanceof Error ? error.message : String(error))
  }
}

const build = () => {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new PackageError('the build failed; its reason stands above')
}

const main = async () => {
  const { only, system, out, 'no-build': noBuild } = parse()
  oneOf(only, Object.keys(artefacts), 'artefact')
  oneOf(system, options.system.default, 'system')
  const version = versionOf()
  if ('missing' in version) throw new PackageError(`there is no version to pack, since ${version.missing}`)
  if (!noBuild) build()
  const target = resolve(out)
  await mkdir(dirname(target), { recursive: true })
  // Whole or not at all: beside the target, so that it can be renamed to it.
  const growing = await mkdtemp(`${target}.`)
  try {
    for (const name of only) await artefacts[name](growing, version, system)
    await chmod(growing, 0o755)
    await rm(target, { recursive: true, force: true })
    await rename(growing, target)
  } finally {
    await rm(growing, { recursive: true, force: true })
  }
  console.log(`${version.version} is in ${target}`)
}

try {
  await main()
} catch (error) {
  if (!(error instanceof PackageError)) throw error
  console.error(`npm run package: ${error.message}`)
  process.exitCode = 1
}
