/**
 * What the options of a role have against its replacement. Terraform plans one that it was asked for (`-replace`) as an
 * unchanged role first and as a new one then, so the first planning leaves word for the second in private state. Of a
 * tainted role no plan hears, and then the deletion is refused.
 */

import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../../framework/diagnostic.js'
import { error } from '../../framework/diagnostic.js'
import type { PrivateState } from '../../framework/resource.js'
import { mark } from '../mark.js'
import { labelOf, placeOf, sameIn } from '../role-attributes.js'
import type { RoleState } from '../role-state.js'
import type { Subject } from '../subject.js'
import { withWayOut } from '../way-out.js'
import { isForgotten } from './forget.js'
import { isProtected, protectedRole } from './protection.js'

const key = 'obstacle'

type Obstacle = 'protected' | 'forgotten'

const obstacleTo = ({ roleType }: Subject, prior: RoleState, planned: AttributeValues): Obstacle | null => {
  if (isProtected(prior)) return 'protected'
  // Under another name, or elsewhere, the new role stands beside the old one.
  return isForgotten(prior) && sameIn(placeOf(roleType), prior.role, planned) ? 'forgotten' : null
}

const sameName = ({ adapter, roleType }: Subject, label: string): Diagnostic =>
  withWayOut(
    error(
      `The role ${JSON.stringify(label)} would be forgotten, and a new one of its ${roleType.label} cannot be made beside it`,
      `This replaces the role, and on_destroy is "forget" in its state, so the old role stays in ${adapter.platform.title} ` +
        `with its ${roleType.label}. Give the new role another ${roleType.label}, or set on_destroy = "delete" and apply ` +
        'that alone first.',
      [roleType.label],
    ),
  )

const say = (subject: Subject, obstacle: Obstacle, label: string): Diagnostic =>
  obstacle === 'protected' ? protectedRole(label) : sameName(subject, label)

/** Why a role cannot be replaced; null where it can. */
export const obstacle = (subject: Subject, prior: RoleState, planned: AttributeValues): Diagnostic | null => {
  const found = obstacleTo(subject, prior, planned)
  return found && say(subject, found, labelOf(prior.role, subject.roleType))
}

/** For the case that Terraform plans the role once more, as a new one. */
export const markObstacle = (
  known: PrivateState,
  subject: Subject,
  prior: RoleState,
  planned: AttributeValues,
): PrivateState => mark(known, key, obstacleTo(subject, prior, planned))

/** For a state: there it would say nothing. */
export const withoutObstacle = (known: PrivateState): PrivateState => mark(known, key, null)

/** The word that the first planning left. */
export const markedObstacle = (subject: Subject, known: PrivateState, planned: AttributeValues): Diagnostic | null => {
  const found = known[key]
  return found === 'protected' || found === 'forgotten' ? say(subject, found, labelOf(planned, subject.roleType)) : null
}
