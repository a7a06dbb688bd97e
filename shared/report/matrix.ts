/** Roles by permissions: what a reviewer looks at. Data only; `page.ts` draws it. */

import { blastRadiusOf } from '../catalog/blast-radius.js'
import type { Catalog } from '../catalog/catalog.js'
import { expandPermissions, isPattern } from '../catalog/pattern.js'
import { grantedPermissions } from '../model/granted.js'
import type { BlastRadius, Risk } from '../model/risk.js'
import type { Role, RoleType } from '../model/role.js'
import type { Platform } from '../platforms/platform.js'
import { platformOf } from '../platforms/registry.js'

export type MatrixEntry = {
  readonly role: Role
  readonly type: RoleType
  /** As shown: relative, with `/`. */
  readonly file: string
  /** Some of the role cannot be seen. */
  readonly partial: boolean
}

/** How a role comes by a permission: named, or through a pattern. */
export type Grant = 'named' | 'pattern'

export type MatrixRole = {
  readonly name: string
  /** `astro_role.viewer` */
  readonly address: string
  readonly file: string
  readonly partial: boolean
  /** Null where the platform rates its roles itself. */
  readonly blastRadius: BlastRadius | null
  /** By row. */
  readonly grants: ReadonlyMap<string, Grant>
}

export type MatrixRow = {
  readonly id: string
  readonly value: string
  readonly scope: string | null
  readonly risk: Risk | null
  readonly description: string | null
}

export type Matrix = {
  readonly platform: Platform
  /** Every permission that a role grants, in the order of scope and name. */
  readonly rows: readonly MatrixRow[]
  readonly roles: readonly MatrixRole[]
}

const rowId = (scope: string | null, value: string): string => `${scope ?? ''} ${value}`

const addRow = (rows: Map<string, MatrixRow>, scope: string | null, value: string, catalog: Catalog): string => {
  const id = rowId(scope, value)
  if (rows.has(id)) return id
  const known = catalog.find(value)
  rows.set(id, { id, value, scope, risk: known?.risk ?? null, description: known?.description ?? null })
  return id
}

const nameOf = ({ role, type }: MatrixEntry): string => {
  const name = role.attributes['name'] ?? role.attributes[type.label]
  return typeof name === 'string' && name !== '' ? name : (role.key ?? type.name)
}

const roleOf = (entry: MatrixEntry, catalog: Catalog, rows: Map<string, MatrixRow>): MatrixRole => {
  const { role, type, file, partial } = entry
  const grants = new Map<string, Grant>()
  const values: string[] = []
  for (const { value, scope } of grantedPermissions(role, type)) {
    const isNamed = !isPattern(value)
    const granted = isNamed ? [value] : expandPermissions([value], catalog, scope).values
    for (const one of granted) {
      const id = addRow(rows, scope, one, catalog)
      if (isNamed || !grants.has(id)) grants.set(id, isNamed ? 'named' : 'pattern')
      values.push(one)
    }
  }
  const rated = catalog.platform.blastRadius === 'catalog'
  return {
    name: nameOf(entry),
    address: `${role.type}.${role.key ?? '?'}`,
    file,
    partial,
    blastRadius: rated ? blastRadiusOf(values, catalog) : null,
    grants,
  }
}

const byText = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

const byScopeAndValue = (one: MatrixRow, other: MatrixRow): number =>
  byText(one.scope ?? '', other.scope ?? '') || byText(one.value, other.value)

/** One matrix a platform, in the order in which the platforms come up. */
export const buildMatrices = (
  entries: readonly MatrixEntry[],
  catalogOf: (platform: Platform) => Catalog,
): readonly Matrix[] => {
  const byPlatform = new Map<Platform, MatrixEntry[]>()
  for (const entry of entries) {
    const platform = platformOf(entry.type)
    const known = byPlatform.get(platform)
    if (known) known.push(entry)
    else byPlatform.set(platform, [entry])
  }
  return [...byPlatform].map(([platform, own]) => {
    const rows = new Map<string, MatrixRow>()
    const roles = own.map((entry) => roleOf(entry, catalogOf(platform), rows))
    return { platform, rows: [...rows.values()].sort(byScopeAndValue), roles }
  })
}
