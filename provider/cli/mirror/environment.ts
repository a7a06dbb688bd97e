/** What a pipeline needs in its environment, in the forms in which it takes it. */
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Terminal } from '../verb.js'
import { UsageError } from '../verb.js'

export type Environment = Readonly<Record<string, string>>

export const environmentFor = (directory: string): Environment => ({
  TF_CLI_CONFIG_FILE: join(directory, 'terraform.rc'),
  // `cdktf deploy` runs `terraform providers lock`, which does not know mirrors.
  CDKTF_SKIP_PROVIDER_LOCK: 'true',
  // Else cdktf keeps the first build of a version in ~/.terraform.d for good.
  CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
})

export const shellString = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

const lines = (environment: Environment, line: (name: string, value: string) => string): string =>
  Object.entries(environment)
    .map(([name, value]) => `${line(name, value)}\n`)
    .join('')

const githubLines = (environment: Environment): string => {
  if (Object.values(environment).some((value) => /[\r\n]/.test(value)))
    throw new UsageError('GitHub takes no line break in a path')
  return lines(environment, (name, value) => `${name}=${value}`)
}

/** `exports` for `eval`, `json` as the sandbox has it, `github` also into the file that GITHUB_ENV names. */
export type Format = 'exports' | 'json' | 'github'

export const tell = async (environment: Environment, format: Format, terminal: Terminal): Promise<void> => {
  if (format === 'json') return terminal.out(`${JSON.stringify({ env: environment })}\n`)
  if (format === 'exports')
    return terminal.out(
      lines(environment, (name, value) => `export ${name}=${/^\w+$/.test(value) ? value : shellString(value)}`),
    )
  const text = githubLines(environment)
  const file = process.env['GITHUB_ENV']
  if (file) await appendFile(file, text)
  terminal.out(text)
}
