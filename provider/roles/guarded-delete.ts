import type { Outcome, PrivateState } from '../framework/resource.js'
import type { ValueRecord } from '../value/value.js'
import { undeletable } from './built-in.js'
import { deleteRole } from './delete.js'
import type { RoleOperation } from './operation.js'
import { forgotten, isForgotten } from './options/forget.js'
import { protectionOf } from './options/protection.js'
import { heldRole, roleStateIn } from './role-state.js'
import { deleted } from './warnings/deleted.js'
import { isTold } from './warnings/told.js'
import { withdraw } from './withdraw.js'

/** What a plan refuses and says, for deletions that no plan saw: those of replacements that somebody asked for. */
export const deleteGuarded = async (
  operation: RoleOperation,
  { prior, private: known }: { readonly prior: ValueRecord; readonly private: PrivateState },
): Promise<Outcome> => {
  const { adapter, client, roleType } = operation
  const state = roleStateIn(prior, roleType)
  const { role } = state
  const isLeft = isForgotten(state)
  const refusal = protectionOf(operation, state) ?? (isLeft ? null : undeletable(operation, role))
  if (refusal) return { state: prior, diagnostics: [refusal] }
  const outcome = isLeft ? await withdraw(operation, prior, known) : await deleteRole(operation, prior)
  if (outcome.state !== null || isTold(known)) return outcome
  const said = isLeft
    ? forgotten(operation, state, known)
    : deleted(operation, heldRole(state, roleType), client.catalog(adapter))
  return said ? { ...outcome, diagnostics: [...outcome.diagnostics, said] } : outcome
}
