import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import type { Diagnostic, Diagnostics } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { Outcome, PrivateState } from '../framework/resource.js'
import type { Answer, ApiFailure, RemoteRole } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import { applyErrors } from './causes.js'
import { changedSince } from './changed-since.js'
import { roleKey } from './circle.js'
import { confirmDeleted } from './confirm-deleted.js'
import { answerWarnings } from './diagnose.js'
import { lookUp } from './lookup.js'
import type { Connected, RoleOperation } from './operation.js'
import { connectedToRole } from './operation.js'
import { isShared, keepGranted, markGranted, markMaybeGranted, targetOf } from './options/permissions-mode.js'
import { withoutObstacle } from './options/replacement.js'
import { withoutMarks } from './owners.js'
import { heldIn } from './parent.js'
import { inputValues, labelOf, roleIdOf } from './role-attributes.js'
import { permissionsIn } from './role-permissions.js'
import type { RoleState } from './role-state.js'
import { heldRole, roleStateIn } from './role-state.js'
import { settledByWrite } from './settled.js'
import { stateAfterWrite } from './state.js'
import type { Subject } from './subject.js'
import { isUnanswered, markUnanswered } from './unanswered.js'

const whyNot = async (connected: Connected, { role }: RoleState, failure: ApiFailure): Promise<Diagnostics> => {
  const { adapter, roleType, api, parent, signal } = connected
  const refused = () => applyErrors(connected, failure, { role, doing: 'updated' })
  if (failure.kind !== 'not-found') return refused()
  const verdict = await confirmDeleted(connected, role, () => api.get(parent, roleIdOf(role, roleType), { signal }))
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
const isGivenUp = async (connected: Connected, id: string, planned: AttributeValues): Promise<boolean> => {
  const { client, signal } = connected
  const found = await lookUp(connected, planned)
  if (!found.ok) return false
  const [hit, ...more] = found.value.hits
  // It has gone meanwhile.
  if (!hit) return true
  if (more.length > 0 || hit.id === id) return false
  return client.register.awaitRelease(connected, hit.id, client.patience.total, signal)
}

/** Two resources have the role, each of them whole, and the other one has just written it. */
const alreadyWritten = ({ roleType }: Subject, role: AttributeValues): Diagnostic =>
  error(
    `The role ${JSON.stringify(labelOf(role, roleType))} was written by this apply and is not updated again`,
    `Another resource of this configuration has the role ${roleIdOf(role, roleType)} too and has written it in this apply, so ` +
      'an update here would undo that. Let one of them have it: to forget it here, use a removed block with ' +
      'lifecycle { destroy = false }. Two resources can share a role where both have permissions_mode = "at_least".',
  )

/** What the update starts from: the state, where nobody changed the role since. */
const basisOf = async (
  connected: Connected,
  prior: RoleState,
  { planned, private: known }: { readonly planned: RoleState; readonly private: PrivateState },
): Promise<RoleState | { readonly problems: Diagnostics }> => {
  const { client, roleType, api, parent, signal } = connected
  const isOthers = isShared(prior) || isShared(planned)
  const id = roleIdOf(prior.role, roleType)
  // Another resource of this run has the role, or its part in it, too.
  const isOurs = client.register.hasWritten(connected, id)
  if (isOurs && !isOthers) return { problems: [alreadyWritten(connected, prior.role)] }
  if (!isUnanswered(known) && !isOurs) {
    const changed = await changedSince(connected, heldRole(prior, roleType), isOthers)
    if (!changed) return prior
    return { problems: 'severity' in changed ? [changed] : await whyNot(connected, prior, changed) }
  }
  if (!isOthers) return prior
  // What is there may be our own doing or that of others, and what theirs is must stay.
  const now = await api.get(parent, id, { signal })
  if (!now.ok) return { problems: await whyNot(connected, prior, now.failure) }
  return { ...prior, effective: permissionsIn(now.value.attributes, roleType) }
}

type Request = { readonly prior: ValueRecord; readonly planned: ValueRecord; readonly private: PrivateState }

type Change = { readonly prior: RoleState; readonly planned: RoleState; readonly request: Request }

const failed = (request: Request, diagnostics: Diagnostics, known?: PrivateState): Outcome => ({
  state: request.prior,
  diagnostics,
  ...(known && { private: known }),
})

const write = async (connected: Connected, { prior, planned, request }: Change): Promise<Outcome> => {
  const { client, roleType, api, parent, signal } = connected
  const basis = await basisOf(connected, prior, { planned, private: request.private })
  if ('problems' in basis) return failed(request, basis.problems)
  const id = roleIdOf(prior.role, roleType)
  const held = heldRole(basis, roleType)
  const target = targetOf(roleType, { prior: basis, planned }, request.private)
  const change = { prior: inputValues(held, roleType), planned: inputValues(target, roleType) }
  client.register.wrote(connected, id)
  const send = async (): Promise<Answer<RemoteRole>> => {
    const answer = await api.update(parent, id, change, { signal })
    client.lists.drop(connected)
    return answer
  }
  const isRenamed = labelOf(prior.role, roleType) !== labelOf(planned.role, roleType)
  const first = await send()
  const mayFollow = isRenamed && !first.ok && first.failure.kind === 'conflict'
  const answer = mayFollow && (await isGivenUp(connected, id, planned.role)) ? await send() : first
  if (answer.ok && isRenamed) client.register.released(connected, id, 'renamed')
  if (!answer.ok) {
    const known = answer.failure.ambiguous
      ? markMaybeGranted(markUnanswered(request.private), planned, roleType)
      : undefined
    return failed(request, await whyNot(connected, prior, answer.failure), known)
  }
  const { state, diagnostics } = stateAfterWrite(connected, { planned, target }, answer.value)
  return {
    state,
    diagnostics: [...answerWarnings(answer), ...diagnostics],
    private: markGranted(
      settledByWrite(connected, { target, isShared: isShared(planned) }, answer.value),
      planned,
      roleType,
    ),
  }
}

/**
 * Writes the whole role as planned, into the parent that the state has. A plan that knows what the platform will have
 * sends nothing: to the platform the role stays as it is.
 */
export const updateRole = async (operation: RoleOperation, request: Request): Promise<Outcome> => {
  const { client, roleType } = operation
  const prior = roleStateIn(heldIn(operation, request.prior, request.planned), roleType)
  const planned = roleStateIn(request.planned, roleType)
  if (planned.effective !== unknown) {
    const kept = keepGranted(request.private, withoutObstacle(withoutMarks(request.private)), planned)
    return { state: request.planned, diagnostics: [], private: kept }
  }
  const connected = connectedToRole(prior.role, operation)
  if ('problem' in connected) {
    return failed(request, applyErrors(operation, connected, { role: prior.role, doing: 'updated' }))
  }
  const key = roleKey(connected, roleIdOf(prior.role, roleType))
  return client.shares.run(key, () => write(connected, { prior, planned, request }))
}
