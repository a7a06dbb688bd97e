import { blastRadiusOf } from '@rolecall/shared/catalog/blast-radius.js'
import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { expandPermissions } from '@rolecall/shared/catalog/pattern.js'
import type { RoleSite } from '@rolecall/shared/documents/document.js'
import { grantedPermissions } from '@rolecall/shared/model/granted.js'
import type { BlastRadius } from '@rolecall/shared/model/risk.js'

export type RoleSummary = {
  /** Patterns expanded. */
  readonly permissions: number
  /** Null where the platform rates its roles itself. */
  readonly blastRadius: BlastRadius | null
  /** Some of the role cannot be seen. */
  readonly partial: boolean
}

const known = new WeakMap<RoleSite, { readonly catalog: Catalog; readonly summary: RoleSummary }>()

const summarize = ({ role, type, partial }: RoleSite, catalog: Catalog): RoleSummary => {
  const granted = type ? grantedPermissions(role, type) : []
  const values = new Set(granted.flatMap(({ value, scope }) => expandPermissions([value], catalog, scope).values))
  const rated = catalog.platform.blastRadius === 'catalog'
  return { permissions: values.size, blastRadius: rated ? blastRadiusOf([...values], catalog) : null, partial }
}

/** What a role grants, all in all. Kept as long as the role stays as it is. */
export const summaryOf = (site: RoleSite, catalog: Catalog): RoleSummary => {
  const before = known.get(site)
  if (before?.catalog === catalog) return before.summary
  const summary = summarize(site, catalog)
  known.set(site, { catalog, summary })
  return summary
}
