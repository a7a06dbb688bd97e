/** Roles that are taken out of the state and left where they are. */

import type { Diagnostic } from '../../framework/diagnostic.js'
import { warning } from '../../framework/diagnostic.js'
import { labelOf } from '../role-attributes.js'
import type { RoleState } from '../state.js'
import type { Subject } from '../subject.js'

/** By the state: a destroy has no configuration. */
export const isForgotten = ({ options }: RoleState): boolean => options['on_destroy'] === 'forget'

export const forgotten = ({ adapter, roleType }: Subject, { role }: RoleState): Diagnostic =>
  warning(
    `The role ${JSON.stringify(labelOf(role, roleType))} is forgotten, and stays in ${adapter.platform.title}`,
    'on_destroy is "forget" in its state, so nothing is sent: the role goes on granting what it grants to those who have ' +
      'it. To delete it instead, set on_destroy = "delete" and apply that first.',
  )
