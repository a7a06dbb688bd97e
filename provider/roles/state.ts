/** A resource's object taken apart, and put together again after a read or a write. */

import type { AttributeValues, RoleType } from '@rolecall/shared/model/role.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import type { RemoteRole } from '../platforms/role-api.js'
import type { Value, ValueRecord } from '../value/value.js'
import { ratedByPlatform, readBlastRadius, writtenBlastRadius } from './blast-radius.js'
import { keptOtherwise } from './kept-otherwise.js'
import { fillRole, reconcileRole } from './normalise.js'
import type { RoleOperation } from './operation.js'
import { optionsIn } from './options/attributes.js'
import { storedOf } from './role-attributes.js'
import { attributesIn, toValue } from './values.js'

export type RoleState = {
  readonly role: AttributeValues
  readonly blastRadius: Value
  /** What Terraform does with the role. */
  readonly options: ValueRecord
}

export const roleStateIn = (record: ValueRecord, roleType: RoleType): RoleState => ({
  role: attributesIn(record, storedOf(roleType)),
  blastRadius: record['blast_radius'] ?? null,
  options: optionsIn(record),
})

const stateOf = ({ role, blastRadius, options }: RoleState): ValueRecord => ({
  ...options,
  ...Object.fromEntries(Object.entries(role).map(([name, value]) => [name, toValue(value)])),
  blast_radius: blastRadius,
})

export const ratingOf = ({ adapter, roleType, client }: RoleOperation) => ({
  platform: adapter.platform,
  roleType,
  catalog: () => client.catalog(adapter),
})

export const stateAfterRead = (operation: RoleOperation, prior: RoleState, remote: RemoteRole): ValueRecord => {
  const { roleType } = operation
  const role = reconcileRole(prior.role, remote.attributes, storedOf(roleType))
  const blastRadius = readBlastRadius(ratingOf(operation), prior, role, remote.attributes)
  return stateOf({ ...prior, role, blastRadius })
}

export const stateAfterWrite = (
  operation: RoleOperation,
  planned: RoleState,
  remote: RemoteRole,
): { readonly state: ValueRecord; readonly diagnostics: Diagnostics } => {
  const stored = storedOf(operation.roleType)
  const role = fillRole(planned.role, remote.attributes, stored)
  const rating = ratingOf(operation)
  const blastRadius = writtenBlastRadius(rating, planned.blastRadius, role, remote.attributes)
  return {
    state: stateOf({ ...planned, role, blastRadius }),
    diagnostics: [
      ...keptOtherwise(operation, planned.role, remote, 'write'),
      ...ratedByPlatform(rating, role, blastRadius, operation.client.limit),
    ],
  }
}
