/** The provider for each platform, and where it comes from. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { version } from '../../version.js'
import { UsageError } from '../verb.js'
import { choose, currentPlatform, scriptPlatforms } from './platforms.js'
import { openRelease } from './release.js'

/** One directory of a mirror: all its files by name. Terraform's hash covers every one. */
export type Package = { readonly platform: string; files(): Promise<ReadonlyMap<string, Uint8Array>> }

export type Packages = { readonly version: string; readonly form: Form; readonly packages: readonly Package[] }

export type Form = 'script' | 'executable'

/** Of Windows. */
const suffixOf = (platform: string): string => (platform.startsWith('windows_') ? '.exe' : '')

const nameOf = (platform: string): string => `terraform-provider-rolecall_v${version}${suffixOf(platform)}`

/** From `dist/cli/`, where the bundled command is, to the provider beside it. */
const built: Readonly<Record<Form, string>> = {
  script: fileURLToPath(new URL('../provider/terraform-provider-rolecall.cjs', import.meta.url)),
  executable: fileURLToPath(
    new URL(`../executable/terraform-provider-rolecall${suffixOf(currentPlatform)}`, import.meta.url),
  ),
}

const missing: Readonly<Record<Form, string>> = {
  script: 'run npm run build',
  executable:
    'name a directory with the files of a release (--executables FROM), or in a checkout run npm install and npm run build',
}

const readBuilt = async (form: Form): Promise<Uint8Array> => {
  try {
    return await readFile(built[form])
  } catch {
    const article = form === 'script' ? 'a script' : 'an executable'
    throw new UsageError(`the provider is not built as ${article} (${built[form]} is missing): ${missing[form]}`)
  }
}

const ofBuild = async (form: Form, platforms: readonly string[]): Promise<Packages> => {
  const program = await readBuilt(form)
  const packages = platforms.map((platform) => ({
    platform,
    files: async () => new Map([[nameOf(platform), program]]),
  }))
  return { version, form, packages }
}

const scripts = (named: readonly string[]): Promise<Packages> => {
  const wanted = named.length > 0 ? named : [currentPlatform]
  if (wanted.some((platform) => platform.startsWith('windows_')))
    throw new UsageError(
      'the script is started by its first line, which Windows cannot do: add --executables FROM, the directory with the files of a release',
    )
  return ofBuild('script', choose(named, scriptPlatforms, 'script'))
}

/** The build's script, its executable, or the executables of a release in the directory `from`. */
export const findPackages = async (
  form: Form,
  from: string | undefined,
  named: readonly string[],
): Promise<Packages> => {
  if (form === 'script') return scripts(named)
  if (from === undefined) return ofBuild(form, choose(named, [currentPlatform], 'executable of this build'))
  const release = await openRelease(from)
  const platforms = choose(named, release.platforms, 'executable of that release')
  const packages = platforms.map((platform) => ({ platform, files: () => release.unpack(platform) }))
  return { version: release.version, form, packages }
}
