import type { RoleType } from '@rolecall/shared/model/role.js'
import type { Outcome, PrivateState } from '../framework/resource.js'
import type { Answer, RemoteRole } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import { holds } from './canonical.js'
import { planErrors } from './causes.js'
import { confirmDeleted } from './confirm-deleted.js'
import { answerWarnings } from './diagnose.js'
import { keptOtherwise } from './kept-otherwise.js'
import type { Connected, RoleOperation } from './operation.js'
import { connectedToRole } from './operation.js'
import { expectedIn, grantedStill, keepGranted } from './options/permissions-mode.js'
import { heldIn } from './parent.js'
import { labelOf, roleIdOf } from './role-attributes.js'
import type { RoleState } from './role-state.js'
import { heldRole, roleStateIn } from './role-state.js'
import { isOurs, settledByRead, settledDate } from './settled.js'
import { stateAfterRead, withEffective } from './state.js'
import { withoutUnanswered } from './unanswered.js'
import { attributesIn } from './values.js'

/** Whether all that a list tells is as in the state, the platform's own rating included. */
const agrees = (row: RemoteRole, state: ValueRecord, roleType: RoleType): boolean => {
  const { attributes } = roleType
  const known = { ...attributesIn(state, attributes), ...heldRole(roleStateIn(state, roleType), roleType) }
  return Object.entries(row.attributes).every(([name, value]) => {
    const attribute = attributes[name]
    return !attribute || holds(known[name] ?? null, value, attribute)
  })
}

/** Whether the list alone shows that the role is as it was. */
const isUnchanged = async (
  connected: Connected,
  id: string,
  state: ValueRecord,
  settled: string | undefined,
): Promise<boolean> => {
  const { client, roleType } = connected
  if (client.refresh === 'get' || settled === undefined) return false
  const row = (await client.lists.read(connected))?.get(id)
  return row !== undefined && row.updatedAt === settled && agrees(row, state, roleType)
}

type Success = Extract<Answer<RemoteRole>, { readonly ok: true }>

const found = (operation: RoleOperation, prior: RoleState, answer: Success, known: PrivateState): Outcome => ({
  state: stateAfterRead(operation, prior, answer.value),
  diagnostics: [
    ...answerWarnings(answer),
    ...(isOurs(answer.value, known)
      ? keptOtherwise(operation, expectedIn(prior, answer.value.attributes, operation.roleType), answer.value, 'read')
      : []),
  ],
  private: keepGranted(
    grantedStill(known, answer.value.attributes, operation.roleType),
    settledByRead(answer.value, answer.serverTime, known),
    prior,
  ),
})

/** What the role is now; no state where it is gone. Any failure but that keeps the state. */
export const readRole = async (
  operation: RoleOperation,
  { state: saved, private: known }: { readonly state: ValueRecord; readonly private: PrivateState },
): Promise<Outcome> => {
  const { client, roleType, signal } = operation
  const state = heldIn(operation, saved)
  const prior = roleStateIn(state, roleType)
  const { role } = prior
  const connected = connectedToRole(role, operation)
  if ('problem' in connected) return { state, diagnostics: planErrors(operation, connected) }
  const { api, parent } = connected
  const id = roleIdOf(role, roleType)
  client.register.read(connected, id, labelOf(role, roleType))
  if (await isUnchanged(connected, id, state, settledDate(known))) {
    return { state: withEffective(state, roleType), diagnostics: [], private: withoutUnanswered(known) }
  }
  const ask = () => api.get(parent, id, { signal })
  const answer = await ask()
  if (answer.ok) return found(operation, prior, answer, known)
  if (answer.failure.kind !== 'not-found') return { state, diagnostics: planErrors(operation, answer.failure) }
  const verdict = await confirmDeleted(connected, role, ask)
  if (verdict.kind === 'gone') return { state: null, diagnostics: [] }
  if (verdict.kind === 'undecided')
    return { state, diagnostics: client.causes.isNews(verdict.cause) ? [verdict.problem] : [] }
  return verdict.answer.ok
    ? found(operation, prior, verdict.answer, known)
    : { state, diagnostics: planErrors(operation, verdict.answer.failure) }
}
