import type { RoleType } from '@rolecall/shared/model/role.js'
import type { Outcome, PrivateState } from '../framework/resource.js'
import type { Answer, RemoteRole, RoleApi } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import { holds } from './canonical.js'
import { planErrors } from './causes.js'
import type { RoleClient } from './client.js'
import { confirmDeleted } from './confirm-deleted.js'
import { answerWarnings } from './diagnose.js'
import { labelOf, parentOf, roleIdOf } from './role-attributes.js'
import { settledByRead } from './settled.js'
import type { RoleState } from './state.js'
import { roleStateIn, stateAfterRead } from './state.js'
import type { Subject } from './subject.js'
import { withoutUnanswered } from './unanswered.js'
import { attributesOf } from './values.js'

/** Whether all that a list tells is as in the state, the platform's own rating included. */
const agrees = (row: RemoteRole, state: ValueRecord, { attributes }: RoleType): boolean => {
  const known = attributesOf(state, attributes)
  return Object.entries(row.attributes).every(([name, value]) => {
    const attribute = attributes[name]
    return !attribute || holds(known[name] ?? null, value, attribute)
  })
}

/** Whether the list alone shows that the role is as it was. */
const isUnchanged = async (
  { roleType }: Subject,
  client: RoleClient,
  api: RoleApi,
  state: ValueRecord,
  settled: string | undefined,
  signal: AbortSignal,
): Promise<boolean> => {
  if (client.refresh === 'get' || settled === undefined) return false
  const { role } = roleStateIn(state, roleType)
  const list = await client.lists.read(api, roleType, parentOf(role, roleType), signal)
  const row = list?.get(roleIdOf(role, roleType))
  return row !== undefined && row.updatedAt === settled && agrees(row, state, roleType)
}

type Success = Extract<Answer<RemoteRole>, { readonly ok: true }>

const found = (subject: Subject, client: RoleClient, held: RoleState, answer: Success): Outcome => ({
  state: stateAfterRead(subject, client, held, answer.value),
  diagnostics: answerWarnings(answer),
  private: settledByRead(answer.value, answer.serverTime),
})

/** What the role is now; no state where it is gone. Any failure but that keeps the state. */
export const readRole = async (
  subject: Subject,
  { state, private: known }: { readonly state: ValueRecord; readonly private: PrivateState },
  client: RoleClient,
  signal: AbortSignal,
): Promise<Outcome> => {
  const { adapter, roleType } = subject
  const reached = client.apiFor(adapter, roleType)
  if ('problem' in reached) return { state, diagnostics: planErrors(subject, client, reached) }
  const { api } = reached
  const held = roleStateIn(state, roleType)
  const [parent, id] = [parentOf(held.role, roleType), roleIdOf(held.role, roleType)]
  client.register.read({ roleType, parent }, id, labelOf(held.role, roleType))
  if (await isUnchanged(subject, client, api, state, known['settled'], signal)) {
    return { state, diagnostics: [], private: withoutUnanswered(known) }
  }
  const ask = () => api.get(parent, id, { signal })
  const answer = await ask()
  if (answer.ok) return found(subject, client, held, answer)
  if (answer.failure.kind !== 'not-found') return { state, diagnostics: planErrors(subject, client, answer.failure) }
  const verdict = await confirmDeleted({ subject, role: held.role, api, ask }, client, signal)
  if (verdict.kind === 'gone') return { state: null, diagnostics: [] }
  if (verdict.kind === 'undecided')
    return { state, diagnostics: client.causes.isNews(verdict.cause) ? [verdict.problem] : [] }
  return verdict.answer.ok
    ? found(subject, client, held, verdict.answer)
    : { state, diagnostics: planErrors(subject, client, verdict.answer.failure) }
}
