/**
 * Roles that others may add permissions to: the mode in the state says how a read answers, and that of the plan how an
 * update writes. An update takes away only what the last write of this resource granted and it no longer plans. That is
 * kept in private state, since after an import, a move or another mode nobody knows who granted what.
 */

import type { AttributeValue, AttributeValues, RoleType } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import type { PrivateState } from '../../framework/resource.js'
import { same } from '../canonical.js'
import { mark } from '../mark.js'
import { common, permissionsIn, permissionsOf, union, without, withPermissions } from '../role-permissions.js'
import type { RoleState } from '../role-state.js'
import { heldRole } from '../role-state.js'

const key = 'granted'

const modeOf = ({ options }: RoleState) => options['permissions_mode']

/** Whether others may add to the role. */
export const isShared = (state: RoleState): boolean => modeOf(state) === 'at_least'

/** What the last write of this resource granted. */
export const grantedBy = (known: PrivateState): AttributeValue =>
  known[key] === undefined ? null : (JSON.parse(known[key]) as AttributeValue)

/** Next private state, with what was granted as it was: for what sends nothing, and for the deletion that a plan leads to. */
export const carryGranted = (known: PrivateState, next: PrivateState): PrivateState =>
  mark(next, key, known[key] ?? null)

/** After a write. Where nobody else may add to the role, a part of it is nobody's. */
export const markGranted = (next: PrivateState, planned: RoleState, roleType: RoleType): PrivateState =>
  mark(next, key, isShared(planned) ? JSON.stringify(permissionsIn(planned.role, roleType)) : null)

/** After a write of which no answer came: it may have granted what was planned. */
export const markMaybeGranted = (known: PrivateState, planned: RoleState, roleType: RoleType): PrivateState => {
  if (!isShared(planned)) return known
  const granted = union(grantedBy(known), permissionsIn(planned.role, roleType), roleType)
  return mark(known, key, JSON.stringify(granted))
}

/** After a read: what is gone from the platform is ours no longer, whoever grants it again. */
export const grantedStill = (known: PrivateState, remote: AttributeValues, roleType: RoleType): PrivateState => {
  const granted = grantedBy(known)
  if (granted === null || !Object.hasOwn(remote, permissionsOf(roleType).name)) return known
  return mark(known, key, JSON.stringify(common(granted, permissionsIn(remote, roleType), roleType)))
}

/** After a change that sent nothing. */
export const keepGranted = (known: PrivateState, next: PrivateState, state: RoleState): PrivateState =>
  isShared(state) ? carryGranted(known, next) : mark(next, key, null)

/** A role that was read, with what the state has as its own of what the platform has. */
export const ownIn = (
  prior: RoleState,
  read: AttributeValues,
  effective: AttributeValue,
  roleType: RoleType,
): AttributeValues => {
  if (!isShared(prior)) return read
  return withPermissions(read, common(permissionsIn(prior.role, roleType), effective, roleType), roleType)
}

/** The role as a read should find it, where nothing of it was lost. */
export const expectedIn = (prior: RoleState, remote: AttributeValues, roleType: RoleType): AttributeValues => {
  if (!isShared(prior) || !Object.hasOwn(remote, permissionsOf(roleType).name)) return prior.role
  const all = union(permissionsIn(remote, roleType), permissionsIn(prior.role, roleType), roleType)
  return withPermissions(prior.role, all, roleType)
}

/** The role as an update is to leave it on the platform, in the platform's order. */
export const targetOf = (
  roleType: RoleType,
  { prior, planned }: { readonly prior: RoleState; readonly planned: RoleState },
  known: PrivateState,
): AttributeValues => {
  const mode = modeOf(planned)
  if (mode !== 'at_least' && mode !== unknown) return planned.role
  const own = permissionsIn(planned.role, roleType)
  const held = permissionsIn(heldRole(prior, roleType), roleType)
  const all = union(without(held, without(grantedBy(known), own, roleType), roleType), own, roleType)
  // Where others added nothing, either mode leads to the same.
  const isOpen = mode === unknown && !same(all, own, permissionsOf(roleType).attribute)
  return withPermissions(planned.role, isOpen ? unknown : all, roleType)
}
