/** A resource's object put together again after a read or a write. */

import type { AttributeValue, AttributeValues, RoleType } from '@rolecall/shared/model/role.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import type { RemoteRole } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import { ratedByPlatform, readBlastRadius, writtenBlastRadius } from './blast-radius.js'
import { keptOtherwise } from './kept-otherwise.js'
import { fillRole, reconcileRole } from './normalise.js'
import type { RoleOperation } from './operation.js'
import { ownIn } from './options/permissions-mode.js'
import { grantingOf, sameIn, storedOf } from './role-attributes.js'
import { permissionsIn, permissionsOf, withPermissions } from './role-permissions.js'
import type { RoleState } from './role-state.js'
import { effectiveName, heldRole } from './role-state.js'
import { toValue } from './values.js'

const stateOf = ({ role, effective, blastRadius, options }: RoleState): ValueRecord => ({
  ...options,
  ...Object.fromEntries(Object.entries(role).map(([name, value]) => [name, toValue(value)])),
  [effectiveName]: toValue(effective),
  blast_radius: blastRadius,
})

/** A state that is older than the attribute had no other permissions than its own. */
export const withEffective = (record: ValueRecord, roleType: RoleType): ValueRecord =>
  (record[effectiveName] ?? null) === null
    ? { ...record, [effectiveName]: record[permissionsOf(roleType).name] ?? null }
    : record

/** The platform's word, in the spelling that is known; that as it is where the platform does not tell. */
const effectiveAfter = (known: AttributeValue, { attributes }: RemoteRole, roleType: RoleType): AttributeValue => {
  const { name, attribute } = permissionsOf(roleType)
  return reconcileRole({ [name]: known }, attributes, { [name]: attribute })[name] ?? null
}

export const ratingOf = ({ adapter, roleType, client }: RoleOperation) => ({
  platform: adapter.platform,
  roleType,
  catalog: () => client.catalog(adapter),
})

export const stateAfterRead = (operation: RoleOperation, prior: RoleState, remote: RemoteRole): ValueRecord => {
  const { roleType } = operation
  const effective = effectiveAfter(prior.effective, remote, roleType)
  const role = ownIn(prior, reconcileRole(prior.role, remote.attributes, storedOf(roleType)), effective, roleType)
  const next: RoleState = { ...prior, role, effective }
  const held = heldRole(next, roleType)
  const granting = grantingOf(roleType)
  // Its own may have been planned and not kept, so that the rating was of that.
  const isSame = sameIn(granting, held, heldRole(prior, roleType)) && sameIn(granting, role, prior.role)
  const { blastRadius: rated } = prior
  const blastRadius = readBlastRadius(ratingOf(operation), { blastRadius: rated, isSame }, held, remote.attributes)
  return stateOf({ ...next, blastRadius })
}

/** `target` is the role as it was sent. */
export const stateAfterWrite = (
  operation: RoleOperation,
  { planned, target }: { readonly planned: RoleState; readonly target: AttributeValues },
  remote: RemoteRole,
): { readonly state: ValueRecord; readonly diagnostics: Diagnostics } => {
  const { roleType } = operation
  const role = fillRole(planned.role, remote.attributes, storedOf(roleType))
  const effective = effectiveAfter(permissionsIn(target, roleType), remote, roleType)
  const written = withPermissions(role, effective, roleType)
  const rating = ratingOf(operation)
  const blastRadius = writtenBlastRadius(rating, planned.blastRadius, written, remote.attributes)
  return {
    state: stateOf({ ...planned, role, effective, blastRadius }),
    diagnostics: [
      ...keptOtherwise(operation, target, remote, 'write'),
      ...ratedByPlatform(rating, written, blastRadius, operation.client.limit),
    ],
  }
}
