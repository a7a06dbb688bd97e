/** Roles that are taken out of the state and left where they are. */

import type { Diagnostic } from '../../framework/diagnostic.js'
import { warning } from '../../framework/diagnostic.js'
import type { PrivateState } from '../../framework/resource.js'
import { labelOf } from '../role-attributes.js'
import { textsIn } from '../role-permissions.js'
import type { RoleState } from '../role-state.js'
import type { Subject } from '../subject.js'
import { grantedBy } from './permissions-mode.js'

/** By the state: a destroy has no configuration. */
export const isForgotten = ({ options }: RoleState): boolean => options['on_destroy'] === 'forget'

export const forgotten = ({ adapter, roleType }: Subject, { role }: RoleState, known: PrivateState): Diagnostic => {
  const withdrawn = textsIn(grantedBy(known), roleType)
  const what =
    withdrawn.length === 0
      ? 'so nothing is sent: the role goes on granting what it grants to those who have it.'
      : 'and permissions_mode is "at_least", so what this resource granted is taken back ' +
        `(${withdrawn.join(', ')}), and the rest of the role stays.`
  return warning(
    `The role ${JSON.stringify(labelOf(role, roleType))} is forgotten, and stays in ${adapter.platform.title}`,
    `on_destroy is "forget" in its state, ${what} To delete it instead, set on_destroy = "delete" and apply that first.`,
  )
}
