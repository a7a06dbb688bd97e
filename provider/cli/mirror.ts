import { chmod, mkdir, readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { replaceFile } from '../replace-file.js'
import { hclString } from '../roles/hcl-string.js'
import { version } from '../version.js'
import type { Verb } from './verb.js'
import { UsageError } from './verb.js'

const hosts = ['registry.terraform.io', 'registry.opentofu.org'] as const

/** From `dist/cli/`, where the bundled command is, to the provider beside it. */
const bundle = fileURLToPath(new URL('../provider/terraform-provider-rolecall.cjs', import.meta.url))

/** Go's names, which Terraform uses in paths. https://go.dev/doc/install/source#environment */
const operatingSystems: Record<string, string> = {
  linux: 'linux',
  darwin: 'darwin',
  freebsd: 'freebsd',
  openbsd: 'openbsd',
}
const architectures: Record<string, string> = { x64: 'amd64', arm64: 'arm64', ia32: '386', arm: 'arm' }

const currentPlatform = (): string => {
  const os = operatingSystems[process.platform]
  const arch = architectures[process.arch]
  if (!os)
    throw new UsageError(
      `the provider is started by its shebang, which ${process.platform} cannot do; run it under WSL`,
    )
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

const installProvider = async (path: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  // Not in the package's directory, since Terraform's h1 hash covers every file in it.
  await replaceFile(path, await readFile(bundle), { mode: 0o755, directory: join(dirname(path), '..') })
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

const write = async (directory: string): Promise<void> => {
  const platform = currentPlatform()
  for (const host of hosts) {
    await installProvider(
      join(directory, host, 'rolecall/rolecall', version, platform, `terraform-provider-rolecall_v${version}`),
    )
  }
  // Node takes the kind of module from the nearest package.json; above the mirror that may be "module".
  await replaceFile(join(directory, 'package.json'), '{ "private": true, "type": "commonjs" }\n')
  await replaceFile(join(directory, 'terraform.rc'), cliConfig(directory))
}

export const mirror: Verb = {
  name: 'mirror',
  summary: 'Write a provider mirror and the Terraform configuration that uses it.',
  usage: [
    'DIR',
    'DIR/HOST/rolecall/rolecall/VERSION/OS_ARCH/  the provider, for registry.terraform.io and registry.opentofu.org',
    'DIR/terraform.rc                             ours from this mirror, all other providers from their registries',
    'Prints the exports a pipeline needs:         eval "$(rolecall mirror DIR)"',
  ],
  options: {},
  run: async (_values, [target, ...rest], terminal) => {
    if (target === undefined || target === '' || rest.length > 0)
      throw new UsageError('mirror takes one argument, the directory to write')
    if (!(await stat(bundle).catch(() => null)))
      throw new UsageError(`the provider is not built (${bundle} is missing): run npm run build`)
    const directory = resolve(target)
    try {
      await write(directory)
    } catch (error) {
      if (error instanceof UsageError) throw error
      throw new UsageError(`the mirror cannot be written: ${error instanceof Error ? error.message : String(error)}`)
    }
    terminal.out(exportsFor(directory))
    return 0
  },
}
