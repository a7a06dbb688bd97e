/** Systems as Terraform names them in paths, which is as Go does. https://go.dev/doc/install/source#environment */
import { UsageError } from '../verb.js'

/** What can start a script by its first line, and has node: Windows can not. */
export const scriptPlatforms: readonly string[] = [
  'linux_amd64',
  'linux_arm64',
  'linux_arm',
  'linux_386',
  'darwin_amd64',
  'darwin_arm64',
  'freebsd_amd64',
  'freebsd_arm64',
  'openbsd_amd64',
  'openbsd_arm64',
]

const systems: Readonly<Record<string, string>> = { win32: 'windows' }
const processors: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' }

/** This machine. */
export const currentPlatform = `${systems[process.platform] ?? process.platform}_${processors[process.arch] ?? process.arch}`

const form = /^[a-z0-9]+_[a-z0-9]+$/

export const isPlatform = (text: string): boolean => form.test(text)

/** Those that were named, if all of them can be had; else all that can. */
export const choose = (named: readonly string[], available: readonly string[], what: string): readonly string[] => {
  const missing = named.find((platform) => !available.includes(platform))
  if (missing !== undefined)
    throw new UsageError(`there is no ${what} for ${missing}; there is one for ${available.join(', ')}`)
  return named.length > 0 ? [...new Set(named)] : available
}
