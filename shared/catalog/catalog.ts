import type { CatalogFile, Coverage, Permission } from '../model/catalog.js'
import { oncePer } from '../model/once-per.js'
import type { Risk } from '../model/risk.js'
import { compareRisk } from '../model/risk.js'
import type { Platform } from '../platforms/platform.js'

/** What a platform can grant, as far as we know: what it documents and what was read from the service. */
export type Catalog = {
  readonly platform: Platform
  readonly coverage: Coverage
  /** ISO date of the newest part. */
  readonly retrieved: string
  /** Sorted by value. */
  readonly permissions: readonly Permission[]
  readonly find: (value: string) => Permission | null
  /** Those that a list of this scope may hold; null: all. */
  readonly inScope: (scope: string | null) => readonly Permission[]
}

/** A catalog file rates a permission below what we ship. `applied` only where the file is trusted. */
export type LoweredRisk = {
  readonly value: string
  readonly shipped: Risk
  readonly wanted: Risk
  readonly applied: boolean
}

/** Whether catalog files may lower risks; where it matters, which. */
export type Trust = boolean | ((file: CatalogFile) => boolean)

const coverages: readonly Coverage[] = ['unconfirmed', 'open', 'closed']

const completer = (one: Coverage, other: Coverage): Coverage =>
  coverages.indexOf(one) >= coverages.indexOf(other) ? one : other

/** Whether a list of this scope may hold the permission. One that names no scope belongs to all. */
export const isInScope = ({ scopes }: Permission, scope: string | null): boolean =>
  scope === null || scopes.length === 0 || scopes.includes(scope)

const byValue = (one: Permission, other: Permission): number =>
  one.value < other.value ? -1 : Number(one.value > other.value)

const index = (
  platform: Platform,
  coverage: Coverage,
  retrieved: string,
  permissions: ReadonlyMap<string, Permission>,
): Catalog => {
  const all = [...permissions.values()].sort(byValue)
  const scoped = new Map<string, readonly Permission[]>()
  return {
    platform,
    coverage,
    retrieved,
    permissions: all,
    find: (value) => permissions.get(value) ?? null,
    inScope: (scope) => {
      if (scope === null) return all
      const known = scoped.get(scope) ?? all.filter((permission) => isInScope(permission, scope))
      scoped.set(scope, known)
      return known
    },
  }
}

/** A refreshed entry rarely knows more than a value; what it leaves empty is kept. */
const mergeEntry = (before: Permission | undefined, entry: Permission): Permission => {
  if (!before) return entry
  return {
    ...before,
    ...entry,
    label: entry.label ?? before.label,
    scopes: entry.scopes.length > 0 ? entry.scopes : before.scopes,
    description: entry.description || before.description,
    risk: entry.risk ?? before.risk,
    since: entry.since ?? before.since,
    source: entry.source ?? before.source,
  }
}

const highest = (one: Risk | null, other: Risk | null): Risk | null => {
  if (one === null || other === null) return one ?? other
  return compareRisk(one, other) >= 0 ? one : other
}

/**
 * Merges catalog files into what is shipped, by value, later ones over earlier ones. Where we ship
 * labels that nobody confirmed, a file that knows more replaces them all. A file adds entries and
 * raises risks; it lowers a shipped one only where it is trusted.
 */
export const createCatalog = (
  platform: Platform,
  extra: readonly CatalogFile[] = [],
  { trust }: { readonly trust: Trust } = { trust: false },
): { readonly catalog: Catalog; readonly lowered: readonly LoweredRisk[] } => {
  const shipped = new Map(platform.catalog.permissions.map((permission) => [permission.value, permission]))
  const files = extra.filter((file) => file.platform === platform.key)
  const coverage = files.reduce((known, file) => completer(known, file.coverage), platform.catalog.coverage)
  const replaced = platform.catalog.coverage === 'unconfirmed' && coverage !== 'unconfirmed'
  const entries = new Map(replaced ? [] : shipped)
  const lowered = new Map<string, LoweredRisk>()
  let { retrieved } = platform.catalog

  const add = (entry: Permission, trusted: boolean): void => {
    const before = entries.get(entry.value) ?? shipped.get(entry.value)
    const merged = mergeEntry(before, entry)
    const rated = shipped.get(entry.value)?.risk ?? null
    if (rated !== null && entry.risk !== null && compareRisk(entry.risk, rated) < 0) {
      lowered.set(entry.value, { value: entry.value, shipped: rated, wanted: entry.risk, applied: trusted })
    }
    entries.set(entry.value, trusted ? merged : { ...merged, risk: highest(before?.risk ?? null, entry.risk) })
  }

  for (const file of files) {
    if (file.retrieved > retrieved) retrieved = file.retrieved
    const trusted = typeof trust === 'boolean' ? trust : trust(file)
    for (const entry of file.permissions) add(entry, trusted)
  }
  return { catalog: index(platform, coverage, retrieved, entries), lowered: [...lowered.values()] }
}

/** What we ship, alone. */
export const shippedCatalog = oncePer((platform: Platform): Catalog => createCatalog(platform).catalog)
