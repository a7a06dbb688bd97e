/** The two forms of the provider as users have them: built, and installed from a mirror. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export type Form = 'script' | 'executable'

const suffix = process.platform === 'win32' ? '.exe' : ''

export const executable = fileURLToPath(
  new URL(`../../../../provider/dist/executable/terraform-provider-rolecall${suffix}`, import.meta.url),
)

const command = fileURLToPath(new URL('../../../../provider/bin/rolecall.js', import.meta.url))

/** In CI nothing may be left out, so there a missing executable fails. */
const isWanted = process.env['CI'] !== undefined || process.env['ROLECALL_NO_SKIPS'] !== undefined

export const forms: readonly Form[] = existsSync(executable) || isWanted ? ['script', 'executable'] : ['script']

if (forms.length === 1) console.warn('Not run: the tests of the executable, which is not built; run npm run build.')

export type Mirror = { readonly directory: string; readonly terraformRc: string; close(): Promise<void> }

export const mirrorOf = async (form: Form): Promise<Mirror> => {
  const directory = await mkdtemp(join(tmpdir(), 'rolecall-mirror-'))
  const options = form === 'executable' ? ['--executables'] : []
  await promisify(execFile)(process.execPath, [command, 'mirror', directory, ...options])
  return {
    directory,
    terraformRc: join(directory, 'terraform.rc'),
    close: () => rm(directory, { recursive: true }),
  }
}
