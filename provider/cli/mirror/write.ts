/** Writes a mirror, so that another process that writes or reads it at the same time finds whole files only. */
import { chmod, mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFile } from '../../replace-file.js'
import { hclString } from '../../roles/hcl-string.js'
import { version as own } from '../../version.js'
import type { Form, Packages } from './packages.js'

const hosts = ['registry.terraform.io', 'registry.opentofu.org'] as const

const cliConfig = (directory: string): string => {
  const ours = hosts.map((host) => hclString(`${host}/rolecall/rolecall`)).join(', ')
  return `# Written by rolecall mirror ${own}: our provider from this directory, all others from their registries.
provider_installation {
  filesystem_mirror {
    path    = ${hclString(directory)}
    include = [${ours}]
  }
  direct {
    exclude = [${ours}]
  }
}
`
}

const isProgram = (name: string): boolean => name.startsWith('terraform-provider-')

/** The form of the provider in a directory; null where there is none. */
const formIn = async (directory: string): Promise<Form | null> => {
  const name = (await readdir(directory).catch(() => [])).find(isProgram)
  const file = name === undefined ? null : await open(join(directory, name)).catch(() => null)
  if (file === null) return null
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0).finally(() => file.close())
  return buffer.toString('latin1') === '#!' ? 'script' : 'executable'
}

const writePackage = async (directory: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> => {
  await mkdir(directory, { recursive: true })
  for (const [name, bytes] of files) {
    const mode = isProgram(name) ? 0o755 : 0o644
    // What grows is not in the package's directory, since Terraform's h1 hash covers every file in it.
    await replaceFile(join(directory, name), bytes, { mode, directory: join(directory, '..') })
    // One that came out of an archive may have lost it, and a umask takes from a new one.
    await chmod(join(directory, name), mode)
  }
  // What another form or build left would be in the hash as well.
  const strangers = (await readdir(directory)).filter((name) => !files.has(name))
  for (const name of strangers) await rm(join(directory, name), { recursive: true, force: true })
}

/** Gives the form that was there before, in place of which another now is. */
export const writeMirror = async (directory: string, { version, form, packages }: Packages): Promise<Form | null> => {
  let before: Form | null = null
  for (const { platform, files } of packages) {
    const unpacked = await files()
    for (const host of hosts) {
      const target = join(directory, host, 'rolecall/rolecall', version, platform)
      const found = await formIn(target)
      if (found !== null && found !== form) before = found
      await writePackage(target, unpacked)
    }
  }
  // Node takes the kind of module from the nearest package.json; above the mirror that may be "module".
  await replaceFile(join(directory, 'package.json'), '{ "private": true, "type": "commonjs" }\n')
  await replaceFile(join(directory, 'terraform.rc'), cliConfig(directory))
  return before
}
