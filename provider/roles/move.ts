import type { ValueRecord } from '../value/value.js'
import { movedBlastRadius } from './blast-radius.js'
import { roleStateIn } from './role-state.js'
import { withEffective } from './state.js'
import type { Subject } from './subject.js'

/**
 * The state of a role that another provider had. What holds the role stays null where that provider does not say: no
 * provider block may have been read yet, and the next read tells.
 */
export const completeMoved = (subject: Subject, carried: ValueRecord): ValueRecord => {
  const { role } = roleStateIn(carried, subject.roleType)
  return { ...withEffective(carried, subject.roleType), blast_radius: movedBlastRadius(subject, role) }
}
