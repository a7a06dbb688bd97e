import { resolve } from 'node:path'
import type { Values, Verb } from '../verb.js'
import { UsageError } from '../verb.js'
import type { Format } from './environment.js'
import { environmentFor, shellString, tell } from './environment.js'
import type { Form, Packages } from './packages.js'
import { findPackages } from './packages.js'
import { isPlatform } from './platforms.js'
import { writeMirror } from './write.js'

/** The two forms of a version differ in their hashes. */
const replaced = (before: Form, now: Form, directory: string): string =>
  `rolecall: the ${now} replaces the ${before}; a lock file made with the ${before} refuses it until ` +
  `\`terraform providers lock -fs-mirror=${shellString(directory)}\` has added it\n`

type Request = {
  readonly directory: string
  readonly form: Form
  readonly from: string | undefined
  readonly platforms: readonly string[]
}

const listOf = (value: Values[string]): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

/** `--platform A B` names two as `--platform A --platform B` does; `--executables DIR` alone has no FROM. */
const readRequest = (values: Values, args: readonly string[]): Request => {
  const named = listOf(values['platform'])
  const isMore = (text: string): boolean => named.length > 0 && isPlatform(text)
  const others = args.length > 1 ? args.filter((text) => !isMore(text)) : args
  const more = args.length > 1 ? args.filter(isMore) : []
  const executables = values['executables']
  // A variable that is not set, in a pipeline.
  if (executables === '')
    throw new UsageError('--executables takes a directory, not ""; without one it takes the executable of this build')
  const given = typeof executables === 'string' ? executables : undefined
  const [target, ...rest] = others.length === 0 && given !== undefined ? [given] : others
  if (target === undefined || target === '' || rest.length > 0)
    throw new UsageError('mirror takes one argument, the directory to write')
  const stranger = [...named, ...more].find((text) => !isPlatform(text))
  if (stranger !== undefined)
    throw new UsageError(
      `--platform takes what Terraform calls platforms, such as linux_amd64 darwin_arm64, not ${JSON.stringify(stranger)}`,
    )
  return {
    directory: resolve(target),
    form: executables === undefined ? 'script' : 'executable',
    from: others.length === 0 ? undefined : given,
    platforms: [...named, ...more],
  }
}

const readFormat = ({ json, 'github-env': github }: Values): Format => {
  if (json === true && github === true) throw new UsageError('--json and --github-env exclude each other')
  if (json === true) return 'json'
  return github === true ? 'github' : 'exports'
}

const write = async (directory: string, found: Packages): Promise<Form | null> => {
  try {
    return await writeMirror(directory, found)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`the mirror cannot be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}

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
    platform: {
      type: 'string',
      multiple: true,
      value: 'OS_ARCH…',
      text: 'only these platforms, linux_amd64 for one; without it every platform',
    },
    executables: {
      type: 'string',
      value: '[FROM]',
      text: 'the form that needs no node, of the release whose zips and SHA256SUMS are in the directory FROM; without FROM of this build, for this system',
    },
    json: { type: 'boolean', text: 'what a pipeline needs in its environment as one line {"env": {…}}' },
    'github-env': {
      type: 'boolean',
      text: 'the same as lines NAME=value, which are also added to the file that GITHUB_ENV names',
    },
  },
  notes: ['Prints the exports that a pipeline needs: eval "$(rolecall mirror DIR)"'],
  onFailure: (args) => (args.includes('--json') || args.includes('--github-env') ? '' : '(exit 2)\n'),
  run: async (values, args, terminal) => {
    const { directory, form, from, platforms } = readRequest(values, args)
    const format = readFormat(values)
    const before = await write(directory, await findPackages(form, from, platforms))
    if (before !== null) terminal.err(replaced(before, form, directory))
    await tell(environmentFor(directory), format, terminal)
    return 0
  },
}
