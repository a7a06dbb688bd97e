import { answerWarnings, failureDiagnostic } from './diagnose.js'
import { doubtfullyGone } from './gone.js'
import { inputsOf, placeOf, roleIdOf } from './role-attributes.js'
import { heldIn } from './state.js'
import type { Outcome } from '../framework/resource.js'
import type { ValueRecord } from '../value/value.js'
import type { RoleClient } from './client.js'
import type { Subject } from './state.js'

/** Deletes the role; one that was gone before is deleted. */
export const deleteRole = async (subject: Subject, prior: ValueRecord, client: RoleClient, signal: AbortSignal): Promise<Outcome> => {
  const { adapter, roleType } = subject
  const reached = client.reach(adapter, roleType)
  if ('problem' in reached) return { state: prior, diagnostics: [reached.problem] }
  const { role } = heldIn(prior, roleType)
  const place = placeOf(role, roleType)
  const answer = await reached.api.delete(place, roleIdOf(role, roleType), { signal })
  client.lists.drop(roleType, place)
  if (answer.ok) return { state: null, diagnostics: answerWarnings(answer) }
  if (answer.failure.kind !== 'not-found') {
    return { state: prior, diagnostics: [failureDiagnostic(answer.failure, inputsOf(roleType))] }
  }
  const doubt = await doubtfullyGone(subject, role, client, reached.api, signal)
  return doubt ? { state: prior, diagnostics: [doubt] } : { state: null, diagnostics: [] }
}
