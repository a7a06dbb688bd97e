import { lstat, mkdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import { visible, visibleLines } from '@rolecall/shared/model/visible.js'
import type { Platform } from '@rolecall/shared/platforms/platform.js'
import { importIdOf } from '../../roles/import-id.js'
import type { ExistingRole } from '../connection.js'
import { connect, findAdapter, platformNames, readRoles } from '../connection.js'
import { writeWhole } from '../files/write.js'
import { namedParents, parentOptions } from '../named-parents.js'
import type { ExitCode, Terminal, Values, Verb } from '../verb.js'
import { UsageError } from '../verb.js'
import { cdktf } from './cdktf.js'
import { hcl } from './hcl.js'
import { withKeys } from './keys.js'
import { knownRoles } from './known.js'
import { movableProviders, movedTypes } from './moved-from.js'
import { alreadyThere, leftOut, lookedAt } from './notes.js'
import { roleFile } from './role-file.js'
import { documentsWith } from './together.js'
import type { PulledRole, Writer } from './writer.js'

const writers: Readonly<Record<string, Writer>> = { roles: roleFile, hcl, cdktf }

const writerOf = (values: Values): Writer => {
  const name = values['as'] ?? 'roles'
  const writer = typeof name === 'string' && Object.hasOwn(writers, name) ? writers[name] : undefined
  if (!writer) throw new UsageError(`--as is one of ${Object.keys(writers).join(', ')}, not ${JSON.stringify(name)}`)
  return writer
}

/** Never over something that is there, be it a link that leads nowhere. */
const isThere = async (path: string): Promise<boolean> => (await lstat(path).catch(() => null)) !== null

/** Where to write: beside a file of an earlier pull, and not where something else is. */
const freePath = async (
  directory: string,
  platform: Platform,
  writer: Writer,
  documents: readonly RoleDocument[],
): Promise<string> => {
  const ours = new Set(documents.map(({ source }) => source.file))
  for (let number = 1; ; number += 1) {
    const path = join(directory, writer.file(platform, number))
    if (!(await isThere(path))) return path
    if (number === 1 && !ours.has(resolve(path)))
      throw new UsageError(`${path} exists; move it away, or name another directory with --out`)
  }
}

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`

const run = async (values: Values, [platform, ...rest]: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  if (rest.length > 0) throw new UsageError(`pull takes one platform, but there is ${JSON.stringify(rest[0])} too`)
  const writer = writerOf(values)
  const adapter = findAdapter(platform)
  const movedFrom = values['moved-from']
  if (movedFrom !== undefined && writer !== hcl)
    throw new UsageError('--moved-from needs --as hcl: only Terraform has moved blocks')
  const moved = typeof movedFrom === 'string' ? movedTypes(movedFrom, adapter) : null
  const { title, builtIn } = adapter.platform
  const directory = typeof values['out'] === 'string' ? values['out'] : '.'
  const named = namedParents(values)
  const connection = connect(adapter, process.env, named)
  const documents = await documentsWith(resolve(directory, writer.file(adapter.platform, 1)))

  const existing = await readRoles(connection, named)
  const isBuiltIn = ({ remote }: ExistingRole): boolean => (builtIn?.(remote.attributes) ?? null) !== null
  const own = existing.filter((role) => !isBuiltIn(role))
  const known = knownRoles(own, documents)
  const missing = own.filter((role) => !known.has(role))
  for (const note of [...alreadyThere(known.values()), ...leftOut(existing.filter(isBuiltIn), title)])
    terminal.err(`${visible(note)}\n`)
  if (missing.length === 0) {
    terminal.out(`Nothing to write. Looked at:\n${visibleLines(lookedAt(connection, named, existing))}\n`)
    return 0
  }
  const taken = documents.flatMap(({ roles }) => roles.map(({ role }) => role))
  const roles = withKeys(missing, taken, writer.keysApart).map(
    ([key, role]): PulledRole => ({
      key,
      existing: role,
      importId: importIdOf(role.elsewhere ? role.parent : null, role.remote.id),
      movedFrom: moved?.get(role.type.name) ?? null,
    }),
  )
  const path = await freePath(directory, adapter.platform, writer, documents)
  await mkdir(directory, { recursive: true })
  await writeWhole(path, writer.write(roles))
  terminal.out(`${relative(process.cwd(), path)}: ${count(roles.length, 'role')}\n`)
  return 0
}

export const pull: Verb = {
  name: 'pull',
  summary: 'Write the roles that a platform has as code, with their imports.',
  synopsis: 'PLATFORM',
  arguments: [['PLATFORM', platformNames]],
  options: {
    out: {
      type: 'string',
      value: 'DIR',
      text: 'where to write (default: this directory). Nothing that exists is overwritten, and no role that is in a file there already, or in one that is deployed together with it, is written again',
    },
    as: {
      type: 'string',
      value: 'FORM',
      text: 'roles: a role file; hcl: Terraform; cdktf: TypeScript (default: roles)',
    },
    'moved-from': {
      type: 'string',
      value: 'PROVIDER',
      text: `with --as hcl: moved blocks in place of import blocks, for roles in the state of ${movableProviders}`,
    },
    ...parentOptions('whose roles to read'),
  },
  notes: [
    'Credentials come from the environment, as for the provider.',
    'The next plan imports or moves the roles and changes nothing.',
  ],
  run,
}
