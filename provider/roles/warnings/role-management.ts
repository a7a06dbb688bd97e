/** Who takes the right to change roles from the last one who had it can give it back to nobody. */

import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { grantedPermissions } from '@rolecall/shared/model/granted.js'
import type { AttributeValues, RoleType } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../../framework/diagnostic.js'
import { warning } from '../../framework/diagnostic.js'
import { hasUnknown } from '../canonical.js'
import { grantingOf, labelOf } from '../role-attributes.js'
import type { Subject } from '../subject.js'

const granting = (roleType: RoleType, role: AttributeValues): readonly string[] =>
  grantedPermissions({ type: roleType.name, key: null, attributes: role }, roleType).map(({ value }) => value)

/** What a role grants that lets its holders change roles. A platform may be known by what its console shows. */
export const managingIn = (
  { adapter, roleType }: Subject,
  role: AttributeValues,
  catalog: Catalog,
): readonly string[] => {
  const managing = adapter.platform.managesRoles ?? []
  return granting(roleType, role).filter(
    (value) => managing.includes(value) || managing.includes(catalog.find(value)?.label ?? ''),
  )
}

export const quoted = (values: readonly string[]): string => values.map((value) => JSON.stringify(value)).join(' and ')

export const losesRoleManagement = (
  subject: Subject,
  prior: AttributeValues,
  planned: AttributeValues,
  catalog: Catalog,
): Diagnostic | null => {
  const { adapter, roleType } = subject
  const grants = grantingOf(roleType)
  if (Object.keys(grants).some((name) => hasUnknown(planned[name] ?? null))) return null
  const kept = new Set(granting(roleType, planned))
  const lost = managingIn(subject, prior, catalog).filter((value) => !kept.has(value))
  if (lost.length === 0) return null
  return warning(
    `The role ${JSON.stringify(labelOf(prior, roleType))} loses the right to manage roles`,
    `It no longer grants ${quoted(lost)}. Where nobody else has that, nobody can change the roles of ` +
      `${adapter.platform.title} any more, and neither can Terraform if its token comes from this role.`,
    Object.keys(grants).slice(0, 1),
  )
}
