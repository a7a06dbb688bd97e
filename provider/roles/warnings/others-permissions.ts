/** What a plan does not show of a role to which others may add permissions: what is kept, and what is taken away. */

import type { AttributeValue, AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostics } from '../../framework/diagnostic.js'
import { warning } from '../../framework/diagnostic.js'
import { hasUnknown } from '../canonical.js'
import { isShared } from '../options/permissions-mode.js'
import { labelOf } from '../role-attributes.js'
import { common, knownPart, permissionsIn, permissionsOf, textsIn, without } from '../role-permissions.js'
import type { RoleState } from '../role-state.js'
import { heldRole } from '../role-state.js'
import type { Subject } from '../subject.js'
import { listed } from './listed.js'

type Change = { readonly prior: RoleState; readonly planned: RoleState; readonly target: AttributeValues }

const say = (
  { roleType }: Subject,
  { prior, planned }: Change,
  permissions: AttributeValue,
  [does, why]: readonly [string, string],
): Diagnostics => {
  const texts = textsIn(permissions, roleType)
  if (texts.length === 0) return []
  const label = JSON.stringify(labelOf(prior.role, roleType))
  const at = (planned.options['permissions_mode'] ?? null) === null ? permissionsOf(roleType).name : 'permissions_mode'
  return [warning(`The role ${label} ${does}`, `${why}\n${listed(texts, 20)}`, [at])]
}

/** They go from the resource and stay with the role: nobody knows that they were granted here. */
const kept = (subject: Subject, change: Change): Diagnostics => {
  const { roleType } = subject
  const left = common(permissionsIn(change.prior.role, roleType), permissionsIn(change.target, roleType), roleType)
  return say(subject, change, without(left, permissionsIn(change.planned.role, roleType), roleType), [
    'keeps permissions that the configuration does not name',
    'permissions_mode is "at_least", and this resource has not granted these in that mode, so they stay. To take them ' +
      'away, set permissions_mode = "exact".',
  ])
}

const whatIsLost = {
  known: [
    'loses permissions that others gave it',
    'permissions_mode was "at_least", and with "exact" the role grants what the configuration names and nothing else. ' +
      'These go:',
  ],
  unknown: [
    'may lose permissions that others gave it',
    'permissions_mode was "at_least", and with "exact" the role grants what the configuration names and nothing else. ' +
      'That is not known in full before the apply. Of these go all that it does not name:',
  ],
} as const

/** The resource did not show them as its own, so the plan does not either. */
const taken = (subject: Subject, change: Change): Diagnostics => {
  const { roleType } = subject
  const own = permissionsIn(change.prior.role, roleType)
  const left = permissionsIn(change.target, roleType)
  const others = without(permissionsIn(heldRole(change.prior, roleType), roleType), own, roleType)
  const lost = without(others, knownPart(left), roleType)
  return say(subject, change, lost, whatIsLost[hasUnknown(left) ? 'unknown' : 'known'])
}

export const othersPermissions = (subject: Subject, change: Change): Diagnostics => {
  if (isShared(change.planned)) return kept(subject, change)
  return isShared(change.prior) ? taken(subject, change) : []
}
