import { relative } from 'node:path'
import { nearestWords } from '@rolecall/shared/model/similar.js'
import { didYouMean } from '@rolecall/shared/model/wording.js'
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

const types = async (values: Values, terminal: Terminal): Promise<ExitCode> => {
  const { writeTypes } = await import('./types.js')
  const closed = values['closed'] === true
  const { path, counts, leftOutBy } = await writeTypes(closed)
  const shown = relative(process.cwd(), path)
  terminal.out(`${shown}\n`)
  for (const { key, title, count } of counts) {
    const what =
      count === 0
        ? `any string, as no permission is known; \`rolecall catalog refresh ${key}\` learns them`
        : `${count} permissions, ${closed ? 'and no others' : 'and any other string'}`
    terminal.out(`  ${title}: ${what}\n`)
  }
  if (leftOutBy !== null) {
    terminal.err(`rolecall: ${relative(process.cwd(), leftOutBy)} leaves ${shown} out: add it to \`include\`\n`)
  }
  return 0
}

const notAnAction = (action: string | undefined): string => {
  const takes = 'catalog is followed by refresh or show and a platform, or by types'
  const near = nearestWords(action ?? '', ['refresh', 'show', 'types'], 1)
  return near.length === 0 ? takes : `${takes}. ${didYouMean(near, '')}`
}

const run = async (
  values: Values,
  [action, platform, ...rest]: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> => {
  const [unexpected] = action === 'types' ? [platform, ...rest] : rest
  if (unexpected !== undefined) {
    const takes = action === 'types' ? 'catalog types takes no platform' : 'catalog takes an action and a platform'
    throw new UsageError(`${takes}, but there is ${JSON.stringify(unexpected)}`)
  }
  if (action === 'types') return types(values, terminal)
  if (action === 'refresh') return refresh(platform, values, terminal)
  if (action === 'show') return show(platform, values, terminal)
  throw new UsageError(notAnAction(action))
}

export const catalog: Verb = {
  name: 'catalog',
  summary: 'Show what a platform can grant, or ask the platform itself.',
  synopsis: 'refresh|show PLATFORM | types',
  arguments: [
    ['refresh', 'write .rolecall/catalog.PLATFORM.json: what the service lists, or what its roles grant'],
    ['show', 'the catalog that holds in this directory'],
    ['types', 'write rolecall-types.d.ts beside tsconfig.json: the permissions that TypeScript offers'],
    ['PLATFORM', platformNames],
  ],
  options: {
    format: { type: 'string', value: 'FORMAT', text: 'of show: text or json (default: text)' },
    closed: { type: 'boolean', text: 'of types: other permissions do not compile, where any are known' },
    ...parentOptions('whose roles to learn from'),
  },
  notes: ['Credentials come from the environment, as for the provider.'],
  run,
}
