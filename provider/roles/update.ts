import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { Outcome, PrivateState } from '../framework/resource.js'
import type { Answer, ApiFailure, ParentId, RemoteRole, RoleApi } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import { applyErrors } from './causes.js'
import { changedSince } from './changed-since.js'
import type { RoleClient } from './client.js'
import { confirmDeleted } from './confirm-deleted.js'
import { answerWarnings } from './diagnose.js'
import { lookUp } from './lookup.js'
import { inputValues, labelOf, parentOf, roleIdOf } from './role-attributes.js'
import { settledByWrite } from './settled.js'
import type { RoleState } from './state.js'
import { roleStateIn, stateAfterWrite } from './state.js'
import type { Subject } from './subject.js'
import { isUnanswered, markUnanswered } from './unanswered.js'

const whyNot = async (
  subject: Subject,
  client: RoleClient,
  api: RoleApi,
  { role }: RoleState,
  failure: ApiFailure,
  signal: AbortSignal,
): Promise<Diagnostics> => {
  const { adapter, roleType } = subject
  const refused = () => applyErrors(subject, client, failure, { role, doing: 'updated' })
  if (failure.kind !== 'not-found') return refused()
  const ask = () => api.get(parentOf(role, roleType), roleIdOf(role, roleType), { signal })
  const verdict = await confirmDeleted({ subject, role, api, ask }, client, signal)
  if (verdict.kind === 'undecided') return [verdict.problem]
  if (verdict.kind === 'answered') return refused()
  return [
    error(
      `The role ${JSON.stringify(labelOf(role, roleType))} is gone`,
      `It was deleted in ${adapter.platform.title} after the plan was made. Plan again: the new plan makes it anew.\n${failure.detail}`,
    ),
  ]
}

/** Whether the role that has the name is deleted or renamed by this run, which Terraform does side by side. */
const isGivenUp = async (
  subject: Subject,
  client: RoleClient,
  api: RoleApi,
  { parent, id, planned }: { readonly parent: ParentId; readonly id: string; readonly planned: AttributeValues },
  signal: AbortSignal,
): Promise<boolean> => {
  const found = await lookUp(subject, client, api, parent, planned, signal)
  if (!found.ok) return false
  const [hit, ...more] = found.value.hits
  // It has gone meanwhile.
  if (!hit) return true
  if (more.length > 0 || hit.id === id) return false
  return client.register.awaitRelease({ roleType: subject.roleType, parent }, hit.id, client.patience.total, signal)
}

type Request = { readonly prior: ValueRecord; readonly planned: ValueRecord; readonly private: PrivateState }

/** Writes the whole role as planned, into the parent that the state has. */
export const updateRole = async (
  subject: Subject,
  request: Request,
  client: RoleClient,
  signal: AbortSignal,
): Promise<Outcome> => {
  const { adapter, roleType } = subject
  const prior = roleStateIn(request.prior, roleType)
  const failed = (diagnostics: Diagnostics, known?: PrivateState): Outcome => ({
    state: request.prior,
    diagnostics,
    ...(known && { private: known }),
  })
  const reached = client.apiFor(adapter, roleType)
  if ('problem' in reached) return failed(applyErrors(subject, client, reached, { role: prior.role, doing: 'updated' }))
  const { api } = reached
  if (!isUnanswered(request.private)) {
    const changed = await changedSince(subject, prior.role, client, api, signal)
    if (changed)
      return failed('severity' in changed ? [changed] : await whyNot(subject, client, api, prior, changed, signal))
  }
  const planned = roleStateIn(request.planned, roleType)
  const [parent, id] = [parentOf(prior.role, roleType), roleIdOf(prior.role, roleType)]
  const change = { prior: inputValues(prior.role, roleType), planned: inputValues(planned.role, roleType) }
  const circle = { roleType, parent }
  client.register.wrote(circle, id)
  const send = async (): Promise<Answer<RemoteRole>> => {
    const answer = await api.update(parent, id, change, { signal })
    client.lists.drop(roleType, parent)
    return answer
  }
  const isRenamed = labelOf(prior.role, roleType) !== labelOf(planned.role, roleType)
  const first = await send()
  const mayFollow = isRenamed && !first.ok && first.failure.kind === 'conflict'
  const answer =
    mayFollow && (await isGivenUp(subject, client, api, { parent, id, planned: planned.role }, signal))
      ? await send()
      : first
  if (answer.ok && isRenamed) client.register.released(circle, id, 'renamed')
  if (!answer.ok) {
    const known = answer.failure.ambiguous ? markUnanswered(request.private) : undefined
    return failed(await whyNot(subject, client, api, prior, answer.failure, signal), known)
  }
  const { state, diagnostics } = stateAfterWrite(subject, client, planned, answer.value)
  return {
    state,
    diagnostics: [...answerWarnings(answer), ...diagnostics],
    private: settledByWrite(subject, planned.role, answer.value),
  }
}
