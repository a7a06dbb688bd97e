/** What a plan says of a role that goes, by a destroy or by a replacement. */

import type { Diagnostic } from '../framework/diagnostic.js'
import type { PrivateState } from '../framework/resource.js'
import { undeletable } from './built-in.js'
import type { RoleOperation } from './operation.js'
import { forgotten, isForgotten } from './options/forget.js'
import type { RoleState } from './role-state.js'
import { deleted } from './warnings/deleted.js'
import { withdrawalProblem } from './withdraw.js'

/** Why a role cannot be deleted, as far as it would be. */
export const notDeletable = (operation: RoleOperation, prior: RoleState): Diagnostic | null =>
  isForgotten(prior) ? null : undeletable(operation, prior.role)

/** What happens to a role that goes. */
export const leaving = (operation: RoleOperation, prior: RoleState, known: PrivateState): Diagnostic | null =>
  isForgotten(prior)
    ? (withdrawalProblem(operation, prior, known) ?? forgotten(operation, prior, known))
    : deleted(operation, prior.role, operation.client.catalog(operation.adapter))
