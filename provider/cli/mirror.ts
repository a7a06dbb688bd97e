import { chmod, mkdir, open, readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { replaceFile } from '../replace-file.js'
import { hclString } from '../roles/hcl-string.js'
import { version } from '../version.js'
import type { Verb } from './verb.js'
import { UsageError } from './verb.js'

const hosts = ['registry.terraform.io', 'registry.opentofu.org'] as const

type Form = 'script' | 'executable'

const suffix = process.platform === 'win32' ? '.exe' : ''

/** From `dist/cli/`, where the bundled command is, to the provider beside it. */
const built: Readonly<Record<Form, string>> = {
  script: fileURLToPath(new URL('../provider/terraform-provider-rolecall.cjs', import.meta.url)),
  executable: fileURLToPath(new URL(`../executable/terraform-provider-rolecall${suffix}`, import.meta.url)),
}

const missing: Readonly<Record<Form, string>> = {
  script: 'run npm run build',
  executable: 'run npm install, which brings its runtime where there is one for this system, and npm run build',
}

/** Go's names, which Terraform uses in paths. https://go.dev/doc/install/source#environment */
const operatingSystems: Record<string, string> = {
  linux: 'linux',
  darwin: 'darwin',
  freebsd: 'freebsd',
  openbsd: 'openbsd',
  win32: 'windows',
}
const architectures: Record<string, string> = { x64: 'amd64', arm64: 'arm64', ia32: '386', arm: 'arm' }

const currentPlatform = (form: Form): string => {
  const os = operatingSystems[process.platform]
  const arch = architectures[process.arch]
  if (os === 'windows' && form === 'script')
    throw new UsageError('the script is started by its shebang, which Windows cannot do: add --executables')
  if (!os) throw new UsageError(`Terraform has no name for the system ${process.platform}`)
  if (!arch) throw new UsageError(`Terraform has no name for the processor ${process.arch}`)
  return `${os}_${arch}`
}

const shellString = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

const cliConfig = (directory: string): string => {
  const ours = hosts.map((host) => hclString(`${host}/rolecall/rolecall`)).join(', ')
  return `# Written by rolecall mirror ${version}: our provider from this directory, all others from their registries.
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

/** The form of the file at a path; null where there is none. */
const formAt = async (path: string): Promise<Form | null> => {
  const file = await open(path).catch(() => null)
  if (file === null) return null
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0).finally(() => file.close())
  return buffer.toString('latin1') === '#!' ? 'script' : 'executable'
}

const installProvider = async (path: string, program: Uint8Array): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  // Not in the package's directory, since Terraform's h1 hash covers every file in it.
  await replaceFile(path, program, { mode: 0o755, directory: join(dirname(path), '..') })
  // One that came out of an archive may have lost it, and a umask takes from a new one.
  await chmod(path, 0o755)
}

const exportsFor = (directory: string): string =>
  [
    `export TF_CLI_CONFIG_FILE=${shellString(join(directory, 'terraform.rc'))}`,
    // `cdktf deploy` runs `terraform providers lock`, which does not know mirrors.
    'export CDKTF_SKIP_PROVIDER_LOCK=true',
    // Else cdktf keeps the first build of a version in ~/.terraform.d for good.
    'export CDKTF_DISABLE_PLUGIN_CACHE_ENV=1',
    '',
  ].join('\n')

/** Gives the form that was there before, in place of which another now is. */
const write = async (directory: string, form: Form): Promise<Form | null> => {
  const platform = currentPlatform(form)
  const name = `terraform-provider-rolecall_v${version}${suffix}`
  const paths = hosts.map((host) => join(directory, host, 'rolecall/rolecall', version, platform, name))
  const before = (await Promise.all(paths.map(formAt))).find((one) => one !== null && one !== form) ?? null
  const program = await readFile(built[form])
  for (const path of paths) await installProvider(path, program)
  // Node takes the kind of module from the nearest package.json; above the mirror that may be "module".
  await replaceFile(join(directory, 'package.json'), '{ "private": true, "type": "commonjs" }\n')
  await replaceFile(join(directory, 'terraform.rc'), cliConfig(directory))
  return before
}

const sayForm: Readonly<Record<Form, string>> = { script: 'a script', executable: 'an executable' }

/** The two forms of a version differ in their hashes. */
const replaced = (before: Form, now: Form, directory: string): string =>
  `rolecall: the ${now} replaces the ${before}; a lock file made with the ${before} refuses it until ` +
  `\`terraform providers lock -fs-mirror=${shellString(directory)}\` has added it\n`

export const mirror: Verb = {
  name: 'mirror',
  summary: 'Write a provider mirror and the Terraform configuration that uses it.',
  synopsis: 'DIR',
  arguments: [
    [
      'DIR',
      'the directory to write. DIR/HOST/rolecall/rolecall/VERSION/OS_ARCH/ gets the provider, for registry.terraform.io and registry.opentofu.org, and DIR/terraform.rc says: ours from this mirror, all others from their registries',
    ],
  ],
  options: {
    executables: {
      type: 'boolean',
      default: false,
      text: 'the form that needs no node, for this system, and not the script',
    },
  },
  notes: ['Prints the exports that a pipeline needs: eval "$(rolecall mirror DIR)"'],
  run: async ({ executables }, [target, ...rest], terminal) => {
    const form = executables === true ? 'executable' : 'script'
    if (target === undefined || target === '' || rest.length > 0)
      throw new UsageError('mirror takes one argument, the directory to write')
    if (!(await stat(built[form]).catch(() => null)))
      throw new UsageError(
        `the provider is not built as ${sayForm[form]} (${built[form]} is missing): ${missing[form]}`,
      )
    const directory = resolve(target)
    try {
      const before = await write(directory, form)
      if (before !== null) terminal.err(replaced(before, form, directory))
    } catch (error) {
      if (error instanceof UsageError) throw error
      throw new UsageError(`the mirror cannot be written: ${error instanceof Error ? error.message : String(error)}`)
    }
    terminal.out(exportsFor(directory))
    return 0
  },
}
