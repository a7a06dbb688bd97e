/** The provider for the registry: a zip for each system with the one executable, and what signs for them. */
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { compileExecutable, executableSource } from '../../provider/build/compile.mjs'
import { findRuntime, systems } from '../../provider/build/runtimes.mjs'
import { PackageError, root } from './checkout.mjs'
import { noticesOf } from './notices.mjs'
import { unpackRuntime } from './runtimes.mjs'
import { jsonText } from './stage.mjs'
import { zipOf } from './zip.mjs'

const name = 'terraform-provider-rolecall'

/** https://developer.hashicorp.com/terraform/registry/providers/publishing#terraform-registry-manifest-file */
const manifest = { version: 1, metadata: { protocol_versions: ['6.0'] } }

const compiler = () => {
  const found = findRuntime()
  if ('missing' in found) throw new PackageError(`executables cannot be made here, since ${found.missing}`)
  return found.runtime
}

const sumOf = async (path) =>
  `${createHash('sha256')
    .update(await readFile(path))
    .digest('hex')}  ${basename(path)}\n`

/**
 * @param {string} dist
 * @param {import('../version.mjs').Version} version
 * @param {readonly string[]} [wanted] Terraform's names of systems; all where it is left out
 */
export const packExecutables = async (dist, { version, time }, wanted = systems.map(({ terraform }) => terraform)) => {
  const source = await executableSource()
  const texts = {
    LICENSE: await readFile(join(root, 'LICENSE')),
    'README.md': await readFile(join(root, 'provider/README.md')),
    'THIRD-PARTY-NOTICES.txt': Buffer.from(
      await noticesOf({ workspace: 'provider', bundles: ['executable'], version, runtime: true }),
    ),
  }
  const work = await mkdtemp(join(tmpdir(), 'rolecall-executables-'))
  const made = [join(dist, `${name}_${version}_manifest.json`)]
  try {
    await writeFile(made[0], jsonText(manifest))
    for (const system of systems.filter(({ terraform }) => wanted.includes(terraform))) {
      const program = `${name}_v${version}${system.terraform.startsWith('windows') ? '.exe' : ''}`
      const path = join(work, program)
      const runtime = await unpackRuntime(system, work)
      await compileExecutable({ source, compiler: compiler(), path, other: { target: system.target, runtime } })
      const zip = join(dist, `${name}_${version}_${system.terraform}.zip`)
      const ofTexts = Object.entries(texts).map(([text, bytes]) => [text, { bytes, mode: 0o644 }])
      const files = { [program]: { bytes: await readFile(path), mode: 0o755 }, ...Object.fromEntries(ofTexts) }
      await writeFile(zip, zipOf(time, files))
      made.push(zip)
    }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  const sums = await Promise.all(made.sort().map(sumOf))
  await writeFile(join(dist, `${name}_${version}_SHA256SUMS`), sums.join(''))
}
