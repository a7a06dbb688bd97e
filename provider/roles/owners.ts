/** Tells the register what a plan does with roles, and the user where two resources lay claim to one. */

import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import type { PrivateState } from '../framework/resource.js'
import type { Circle } from './circle.js'
import { mark } from './mark.js'
import type { RoleOperation } from './operation.js'
import { ownerProblem } from './owner-problems.js'
import type { Conflict, Register } from './register.js'
import { labelOf, parentOf, replacingOf, roleIdOf, sameIn } from './role-attributes.js'
import type { RoleState } from './role-state.js'
import type { Subject } from './subject.js'

/**
 * In the planned private state: which role this is. Terraform plans a replacement that it was asked for (`-replace`) as
 * an unchanged role first and as a new one then, and hands over what the first planning kept.
 */
const replacedKey = 'replaces'

export const markForReplacement = ({ roleType }: Subject, { role }: RoleState): PrivateState => ({
  [replacedKey]: roleIdOf(role, roleType),
})

/** For a state: there it would say nothing. */
export const withoutMarks = (known: PrivateState): PrivateState => mark(known, replacedKey, null)

type Plan = {
  readonly prior: RoleState | null
  readonly planned: AttributeValues
  /** Of the old object where a replacement is planned the second time. */
  readonly private: PrivateState
}

const conflictOf = (register: Register, circle: Circle, { prior, planned, private: known }: Plan): Conflict | null => {
  const { roleType } = circle
  const label = labelOf(planned, roleType) || null
  if (prior === null) return label === null ? null : register.create(circle, label, known[replacedKey] ?? null)
  // A role that is replaced is planned again, as a new one.
  if (!sameIn(replacingOf(roleType), planned, prior.role)) return null
  return register.keep(circle, roleIdOf(prior.role, roleType), label)
}

/** Where the parent or the label is not known yet nothing can be told. */
export const claimPlanned = (operation: RoleOperation, plan: Plan): Diagnostic | null => {
  const { client, roleType } = operation
  if (roleType.parent && plan.planned[roleType.parent.attribute] === unknown) return null
  const circle = { roleType, parent: parentOf(plan.planned, roleType) }
  const conflict = conflictOf(client.register, circle, plan)
  return conflict && ownerProblem({ ...operation, ...circle }, labelOf(plan.planned, roleType) || null, conflict)
}

export const claimDestroyed = (operation: RoleOperation, role: AttributeValues): Diagnostic | null => {
  const { client, roleType } = operation
  const circle = { roleType, parent: parentOf(role, roleType) }
  const label = labelOf(role, roleType)
  const conflict = client.register.destroy(circle, roleIdOf(role, roleType), label)
  return conflict && ownerProblem({ ...operation, ...circle }, label, conflict)
}
