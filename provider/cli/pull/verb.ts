import { lstat, mkdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { needsParent } from '@rolecall/shared/model/role.js'
import { visible } from '@rolecall/shared/model/visible.js'
import { importIdOf } from '../../roles/import-id.js'
import type { ExistingRole } from '../connection.js'
import { connect, findAdapter, readRoles } from '../connection.js'
import { writeWhole } from '../files/write.js'
import { namedParents, parentOptions, parentSynopsis, parentUsage } from '../named-parents.js'
import type { ExitCode, Terminal, Values, Verb } from '../verb.js'
import { UsageError } from '../verb.js'
import { cdktf } from './cdktf.js'
import { hcl } from './hcl.js'
import { withKeys } from './keys.js'
import { movableProviders, movedTypes } from './moved-from.js'
import { roleFile } from './role-file.js'
import type { PulledRole, Writer } from './writer.js'

const writers: Readonly<Record<string, Writer>> = { roles: roleFile, hcl, cdktf }

const writerOf = (values: Values): Writer => {
  const name = values['as'] ?? 'roles'
  const writer = typeof name === 'string' && Object.hasOwn(writers, name) ? writers[name] : undefined
  if (!writer) throw new UsageError(`--as is one of ${Object.keys(writers).join(', ')}, not ${JSON.stringify(name)}`)
  return writer
}

/** Never over something that is there, be it a link that leads nowhere. */
const writeNew = async (path: string, text: string): Promise<void> => {
  if (await lstat(path).catch(() => null))
    throw new UsageError(`${path} exists; move it away, or name another directory with --out`)
  await writeWhole(path, text)
}

/** Nobody can delete these, so that under management they would stand in the way of every destroy. */
const leftOut = (roles: readonly ExistingRole[], title: string): string | null => {
  if (roles.length === 0) return null
  const names = roles.map(({ type, parent, remote }) => (needsParent(type) ? `${remote.id} of ${parent}` : remote.id))
  return `Left out what belongs to ${title} itself: ${names.join(', ')}`
}

const run = async (values: Values, [platform, ...rest]: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  if (rest.length > 0) throw new UsageError(`pull takes one platform, but there is ${JSON.stringify(rest[0])} too`)
  const writer = writerOf(values)
  const adapter = findAdapter(platform)
  const movedFrom = values['moved-from']
  if (movedFrom !== undefined && writer !== hcl)
    throw new UsageError('--moved-from needs --as hcl: only Terraform has moved blocks')
  const moved = typeof movedFrom === 'string' ? movedTypes(movedFrom, adapter) : null
  const existing = await readRoles(connect(adapter), namedParents(values, adapter.platform))
  const { title, builtIn } = adapter.platform
  const isBuiltIn = ({ remote }: ExistingRole): boolean => (builtIn?.(remote.attributes) ?? null) !== null
  const own = existing.filter((role) => !isBuiltIn(role))
  const note = leftOut(existing.filter(isBuiltIn), title)
  if (own.length === 0)
    throw new UsageError(`${title} has no roles that could be pulled${note === null ? '' : `. ${note}`}`)
  const roles = withKeys(own).map(
    ([key, role]): PulledRole => ({
      key,
      existing: role,
      importId: importIdOf(needsParent(role.type) ? role.parent : null, role.remote.id),
      movedFrom: moved?.get(role.type.name) ?? null,
    }),
  )
  const directory = typeof values['out'] === 'string' ? values['out'] : '.'
  const path = join(directory, writer.file(adapter.platform))
  await mkdir(directory, { recursive: true })
  await writeNew(path, writer.write(roles))
  terminal.out(`${relative(process.cwd(), path)}: ${roles.length} role${roles.length === 1 ? '' : 's'}\n`)
  if (note !== null) terminal.err(`${visible(note)}\n`)
  return 0
}

export const pull: Verb = {
  name: 'pull',
  summary: 'Write the roles that a platform has as code, with their imports.',
  usage: [
    `PLATFORM [--out DIR] [--as roles|hcl|cdktf] [--moved-from PROVIDER] ${parentSynopsis}`,
    '--out DIR   where to write; this directory without it. Nothing that exists is overwritten',
    '--as F      roles: a role file; hcl: Terraform; cdktf: TypeScript',
    '--moved-from PROVIDER',
    `            with --as hcl: moved blocks in place of import blocks, for roles in the state of ${movableProviders}`,
    ...parentUsage(12, 'whose roles to read too'),
    'Credentials come from the environment, as for the provider. The next plan imports or moves the roles and changes nothing.',
  ],
  options: { out: { type: 'string' }, as: { type: 'string' }, 'moved-from': { type: 'string' }, ...parentOptions },
  run,
}
