/** A resource's object taken apart. */

import type { AttributeValue, AttributeValues, RoleType } from '@rolecall/shared/model/role.js'
import type { Value, ValueRecord } from '../value/value.js'
import { optionsIn } from './options/attributes.js'
import { storedOf } from './role-attributes.js'
import { permissionsOf, withPermissions } from './role-permissions.js'
import { attributesIn } from './values.js'

export type RoleState = {
  /** Its permissions are those of the resource; the platform may have more. */
  readonly role: AttributeValues
  readonly effective: AttributeValue
  readonly blastRadius: Value
  /** What Terraform does with the role. */
  readonly options: ValueRecord
}

/** What the platform has of the permissions, which may be more than the resource's own. */
export const effectiveName = 'effective_permissions'

/** Unknown in the plan of a write; null in a state that is older than the attribute. */
const effectiveIn = (record: ValueRecord, roleType: RoleType): AttributeValue =>
  attributesIn(record, { [effectiveName]: permissionsOf(roleType).attribute })[effectiveName] ?? null

export const roleStateIn = (record: ValueRecord, roleType: RoleType): RoleState => ({
  role: attributesIn(record, storedOf(roleType)),
  effective: effectiveIn(record, roleType),
  blastRadius: record['blast_radius'] ?? null,
  options: optionsIn(record),
})

/** The role as the platform has it, by the state. */
export const heldRole = ({ role, effective }: RoleState, roleType: RoleType): AttributeValues =>
  effective === null ? role : withPermissions(role, effective, roleType)
