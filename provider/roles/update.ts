import { error } from '../framework/diagnostic.js'
import { answerWarnings, failureDiagnostic } from './diagnose.js'
import { inputsOf, inputValues, labelOf, placeOf, roleIdOf } from './role-attributes.js'
import { heldIn, stateAfterWrite } from './state.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import type { Outcome } from '../framework/resource.js'
import type { ApiFailure } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import type { RoleClient } from './client.js'
import type { Held, Subject } from './state.js'

const whyNot = ({ adapter, roleType }: Subject, { role }: Held, failure: ApiFailure): Diagnostic =>
  failure.kind === 'not-found'
    ? error(
        `The role ${JSON.stringify(labelOf(role, roleType))} is gone`,
        `It was deleted in ${adapter.platform.title} after the plan was made. Plan again: the new plan makes it anew.\n${failure.detail}`,
      )
    : failureDiagnostic(failure, inputsOf(roleType))

/** Writes the whole role as planned, into the place where the state has it. */
export const updateRole = async (
  subject: Subject,
  request: { readonly prior: ValueRecord; readonly planned: ValueRecord },
  client: RoleClient,
  signal: AbortSignal,
): Promise<Outcome> => {
  const { adapter, roleType } = subject
  const reached = client.reach(adapter, roleType)
  if ('problem' in reached) return { state: request.prior, diagnostics: [reached.problem] }
  const prior = heldIn(request.prior, roleType)
  const planned = heldIn(request.planned, roleType)
  const place = placeOf(prior.role, roleType)
  const change = { prior: inputValues(prior.role, roleType), planned: inputValues(planned.role, roleType) }
  const answer = await reached.api.update(place, roleIdOf(prior.role, roleType), change, { signal })
  client.lists.drop(roleType, place)
  if (!answer.ok) return { state: request.prior, diagnostics: [whyNot(subject, prior, answer.failure)] }
  const { state, diagnostics } = stateAfterWrite(subject, client, planned, answer.value)
  return { state, diagnostics: [...answerWarnings(answer), ...diagnostics], private: {} }
}
