/** What a service really grants, as a catalog file of the workspace. */
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { shippedCatalog } from '@rolecall/shared/catalog/catalog.js'
import { maximumCatalog } from '@rolecall/shared/catalog/read.js'
import { grantedPermissions } from '@rolecall/shared/model/granted.js'
import { catalogName } from '@rolecall/shared/workspace/folder.js'
import { folderName } from '@rolecall/shared/workspace/search.js'
import { findRoot } from '../../config-file.js'
import { readIfThere } from '../../read-regular.js'
import type { PlatformConnection } from '../connection.js'
import { askPermissions, asRole, connect, readRoles } from '../connection.js'
import { errorReason, writeWhole } from '../files/write.js'
import type { NamedParents } from '../named-parents.js'
import { UsageError } from '../verb.js'

type Learned = { readonly value: string; readonly scopes: readonly string[]; readonly description: string }

type Fields = { readonly [name: string]: unknown }

const isFields = (data: unknown): data is Fields => typeof data === 'object' && data !== null && !Array.isArray(data)

/** Platforms that list no permissions are learned from: what some role grants, the service takes. */
const learnFromRoles = async (connection: PlatformConnection, parents: NamedParents): Promise<readonly Learned[]> => {
  const scopes = new Map<string, Set<string>>()
  for (const existing of await readRoles(connection, parents)) {
    for (const { value, scope } of grantedPermissions(asRole(existing), existing.type)) {
      const known = scopes.get(value) ?? new Set()
      if (scope !== null) known.add(scope)
      scopes.set(value, known)
    }
  }
  return [...scopes].map(([value, found]) => ({ value, scopes: [...found].sort(), description: '' }))
}

/** A file that is no catalog is not overwritten. */
const readExisting = (path: string): Fields => {
  try {
    const text = readIfThere(path, maximumCatalog)
    if (text === null) return {}
    const data: unknown = JSON.parse(text)
    if (isFields(data)) return data
  } catch (error) {
    throw new UsageError(`${path} is no catalog (${errorReason(error)}); move it away first`)
  }
  throw new UsageError(`${path} is no catalog; move it away first`)
}

const entriesOf = ({ permissions }: Fields): ReadonlyMap<string, Fields> =>
  new Map(
    (Array.isArray(permissions) ? permissions : []).filter(isFields).map((entry) => [String(entry['value']), entry]),
  )

/** What somebody wrote into the file, and fields that only they know, stay. */
const entryOf = (
  { value, scopes, description }: Learned,
  before: Fields | undefined,
  connection: PlatformConnection,
): Fields => {
  const shipped = shippedCatalog(connection.adapter.platform).find(value)
  return {
    label: null,
    since: null,
    replacedBy: [],
    source: null,
    status: 'learned',
    risk: shipped?.risk ?? null,
    ...before,
    value,
    scopes,
    description: description || before?.['description'] || shipped?.description || '',
  }
}

const byValue = (one: Fields, other: Fields): number => (String(one['value']) < String(other['value']) ? -1 : 1)

export type Refreshed = {
  readonly path: string
  readonly count: number
  /** Neither shipped nor in the file before. */
  readonly added: readonly string[]
  readonly gone: readonly string[]
}

/** Writes `.rolecall/catalog.<platform>.json` beside the configuration, or below this directory. */
const refreshCatalog = async (connection: PlatformConnection, parents: NamedParents): Promise<Refreshed> => {
  const { platform } = connection.adapter
  const root = findRoot(process.cwd()) ?? process.cwd()
  const path = join(root, folderName, catalogName(platform.key))
  const existing = readExisting(path)
  const before = entriesOf(existing)
  const lists = connection.catalog !== null
  const learned = connection.catalog
    ? await askPermissions(connection.catalog)
    : await learnFromRoles(connection, parents)
  const entries = new Map(learned.map((one) => [one.value, entryOf(one, before.get(one.value), connection)]))
  const gone = [...before.keys()].filter((value) => !entries.has(value))
  // Roles show some of what there is; only a list shows what there is not.
  if (!lists) for (const value of gone) entries.set(value, before.get(value) ?? {})
  const file = {
    ...existing,
    version: 1,
    platform: platform.key,
    organization: connection.parent,
    retrieved: new Date().toISOString().slice(0, 10),
    source: lists ? 'permission list of the service' : 'roles that exist',
    coverage: 'open',
    permissions: [...entries.values()].sort(byValue),
  }
  await mkdir(dirname(path), { recursive: true })
  await writeWhole(path, `${JSON.stringify(file, null, 2)}\n`)
  const shipped = shippedCatalog(platform)
  const added = [...entries.keys()].filter((value) => !before.has(value) && !shipped.find(value))
  return { path, count: entries.size, added, gone: lists ? gone : [] }
}

export const refresh = (adapter: PlatformConnection['adapter'], parents: NamedParents): Promise<Refreshed> =>
  refreshCatalog(connect(adapter, process.env, parents), parents)
