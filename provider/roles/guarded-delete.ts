import type { Outcome, PrivateState } from '../framework/resource.js'
import type { ValueRecord } from '../value/value.js'
import { undeletable } from './built-in.js'
import type { RoleClient } from './client.js'
import { deleteRole } from './delete.js'
import { roleStateIn } from './state.js'
import type { Subject } from './subject.js'
import { deleted } from './warnings/deleted.js'
import { isTold } from './warnings/told.js'

/** What a plan refuses and says, for deletions that no plan saw: those of replacements that somebody asked for. */
export const deleteGuarded = async (
  subject: Subject,
  { prior, private: known }: { readonly prior: ValueRecord; readonly private: PrivateState },
  client: RoleClient,
  signal: AbortSignal,
): Promise<Outcome> => {
  const { role } = roleStateIn(prior, subject.roleType)
  const refusal = undeletable(subject, role)
  if (refusal) return { state: prior, diagnostics: [refusal] }
  const outcome = await deleteRole(subject, prior, client, signal)
  if (outcome.state !== null || isTold(known)) return outcome
  const said = deleted(subject, role, client.catalog(subject.adapter))
  return said ? { ...outcome, diagnostics: [...outcome.diagnostics, said] } : outcome
}
