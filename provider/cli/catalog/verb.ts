import { relative } from 'node:path'
import { findAdapter, platformNames } from '../connection.js'
import { namedParents, parentOptions } from '../named-parents.js'
import type { ExitCode, Terminal, Values, Verb } from '../verb.js'
import { UsageError } from '../verb.js'

const refresh = async (name: string | undefined, values: Values, terminal: Terminal): Promise<ExitCode> => {
  const adapter = findAdapter(name)
  const { refresh: run } = await import('./refresh.js')
  const { path, count, added, gone } = await run(adapter, namedParents(values))
  terminal.out(`${relative(process.cwd(), path)}: ${count} permissions, ${added.length} new, ${gone.length} gone\n`)
  return 0
}

const show = async (name: string | undefined, values: Values, terminal: Terminal): Promise<ExitCode> => {
  const { platform } = findAdapter(name)
  const format = values['format'] ?? 'text'
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`--format is text or json, not ${JSON.stringify(format)}`)
  const { showCatalog } = await import('./show.js')
  terminal.out(showCatalog(platform, format))
  return 0
}

const run = async (
  values: Values,
  [action, platform, ...rest]: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> => {
  if (rest.length > 0)
    throw new UsageError(`catalog takes an action and a platform, but there is ${JSON.stringify(rest[0])}`)
  if (action === 'refresh') return refresh(platform, values, terminal)
  if (action === 'show') return show(platform, values, terminal)
  throw new UsageError('catalog is followed by refresh or show, and a platform')
}

export const catalog: Verb = {
  name: 'catalog',
  summary: 'Show what a platform can grant, or ask the platform itself.',
  synopsis: 'refresh|show PLATFORM',
  arguments: [
    ['refresh', 'write .rolecall/catalog.PLATFORM.json: what the service lists, or what its roles grant'],
    ['show', 'the catalog that holds in this directory'],
    ['PLATFORM', platformNames],
  ],
  options: {
    format: { type: 'string', value: 'FORMAT', text: 'of show: text or json (default: text)' },
    ...parentOptions('whose roles to learn from'),
  },
  notes: ['Credentials come from the environment, as for the provider.'],
  run,
}
