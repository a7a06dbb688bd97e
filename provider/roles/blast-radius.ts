/** What a role can break: rated by us from the catalog before it is written, or by the platform after. */

import { blastRadiusOf } from '@rolecall/shared/catalog/blast-radius.js'
import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { shippedCatalog } from '@rolecall/shared/catalog/catalog.js'
import { grantedPermissions } from '@rolecall/shared/model/granted.js'
import type { Risk } from '@rolecall/shared/model/risk.js'
import { compareRisk, isRisk } from '@rolecall/shared/model/risk.js'
import type { AttributeValue, AttributeValues, RoleType } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import type { Platform } from '@rolecall/shared/platforms/platform.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import { warning } from '../framework/diagnostic.js'
import { quoter } from '../http/redact.js'
import type { Value } from '../value/value.js'
import { asObject, hasUnknown } from './canonical.js'
import { grantingOf, labelOf, sameIn } from './role-attributes.js'
import type { Subject } from './subject.js'
import { asRecord } from './values.js'

const fromCatalog = (role: AttributeValues, roleType: RoleType, catalog: Catalog): Value => {
  const granted = grantedPermissions({ type: roleType.name, key: null, attributes: role }, roleType)
  const { level, summary } = blastRadiusOf(
    granted.map(({ value }) => value),
    catalog,
  )
  // Terraform writes the whole state after every role, so the reasons are left to the function, hover and lint.
  return { level, summary, warnings: null }
}

const texts = (value: AttributeValue | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly AttributeValue[]).filter((item) => typeof item === 'string') : []

const text = (value: AttributeValue | undefined): string | null => (typeof value === 'string' ? value : null)

const fromPlatform = (value: AttributeValue | undefined): Value => {
  const fields = asObject(value ?? null)
  return (
    fields && {
      level: text(fields['level']),
      summary: text(fields['summary']),
      warnings: [...texts(fields['warnings'])],
    }
  )
}

/** Texts of a platform, fit for a terminal. */
const quote = quoter([])

type Rating = { readonly platform: Platform; readonly roleType: RoleType; readonly catalog: () => Catalog }

/** In the plan: ours where the permissions are known, the platform's only where they stay as they were. */
export const plannedBlastRadius = (
  { platform, roleType, catalog }: Rating,
  planned: AttributeValues,
  prior: { readonly role: AttributeValues; readonly blastRadius: Value } | null,
): Value => {
  const granting = grantingOf(roleType)
  if (prior && sameIn(granting, planned, prior.role)) return prior.blastRadius
  if (platform.blastRadius === 'platform') return unknown
  if (Object.keys(granting).some((name) => hasUnknown(planned[name] ?? null))) return unknown
  return fromCatalog(planned, roleType, catalog())
}

/** After a write: as planned, or what could not be known then. */
export const writtenBlastRadius = (
  { platform, roleType, catalog }: Rating,
  planned: Value,
  written: AttributeValues,
  remote: AttributeValues,
): Value => {
  if (planned !== unknown) return planned
  return platform.blastRadius === 'platform'
    ? fromPlatform(remote['blast_radius'])
    : fromCatalog(written, roleType, catalog())
}

/** After a read: rated anew only where what it grants is not the same, so that a new catalog alone changes nothing. */
export const readBlastRadius = (
  { platform, roleType, catalog }: Rating,
  prior: { readonly blastRadius: Value; readonly isSame: boolean },
  role: AttributeValues,
  remote: AttributeValues,
): Value => {
  if (platform.blastRadius === 'platform') {
    return remote['blast_radius'] === undefined ? prior.blastRadius : fromPlatform(remote['blast_radius'])
  }
  return prior.blastRadius !== null && prior.isSame ? prior.blastRadius : fromCatalog(role, roleType, catalog())
}

/** After a move: by the catalog that ships with us, since no other may be known yet. */
export const movedBlastRadius = ({ adapter: { platform }, roleType }: Subject, role: AttributeValues): Value =>
  platform.blastRadius === 'platform' ? null : fromCatalog(role, roleType, shippedCatalog(platform))

/** Where the platform rates, its rating is known after the write: a limit can then only warn. */
export const ratedByPlatform = (
  { platform, roleType }: Rating,
  role: AttributeValues,
  blastRadius: Value,
  limit: Risk | null,
): Diagnostics => {
  const rated = asRecord(blastRadius)
  if (platform.blastRadius !== 'platform' || !rated) return []
  const name = JSON.stringify(labelOf(role, roleType))
  const level = rated['level']
  const over = limit !== null && isRisk(level) && compareRisk(level, limit) > 0
  const said = Array.isArray(rated['warnings']) ? (rated['warnings'] as readonly Value[]) : []
  return [
    ...(over
      ? [
          warning(
            `${platform.title} rates the role ${name} as ${level}, above the limit ${limit} (RC009)`,
            `${platform.title} rates a role when it is written, so the role has been written. Take permissions away, or raise max_blast_radius.`,
          ),
        ]
      : []),
    ...(said.length > 0
      ? [
          warning(
            `${platform.title} warns about the role ${name}`,
            said.map((line) => `- ${quote(String(line))}`).join('\n'),
          ),
        ]
      : []),
  ]
}
