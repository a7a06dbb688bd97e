import { answerWarnings, failureDiagnostic } from './diagnose.js'
import { inputsOf, placeOf, roleIdOf } from './role-attributes.js'
import { same } from './canonical.js'
import { doubtfullyGone } from './gone.js'
import { heldIn, stateAfterRead } from './state.js'
import { attributesOf } from './values.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import type { Outcome, PrivateState } from '../framework/resource.js'
import type { RemoteRole, RoleApi } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import type { RoleClient } from './client.js'
import type { Subject } from './state.js'

/**
 * Dates of roles have whole seconds, and so may those of answers: a content read later than this after
 * its date cannot change again and keep the date.
 */
const settledAfter = 2_000

/** The date of the content in the state, where no other content can have that date. */
const settledAt = ({ updatedAt }: RemoteRole, serverTime: number | null): PrivateState => {
  if (updatedAt === null || serverTime === null) return {}
  return serverTime - Date.parse(updatedAt) >= settledAfter ? { settled: updatedAt } : {}
}

/** Whether all that a list tells is as in the state, the platform's own rating included. */
const agrees = (row: RemoteRole, state: ValueRecord, { attributes }: RoleType): boolean => {
  const known = attributesOf(state, attributes)
  return Object.entries(row.attributes).every(([name, value]) => {
    const attribute = attributes[name]
    return !attribute || same(value, known[name] ?? null, attribute)
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
  const { role } = heldIn(state, roleType)
  const list = await client.lists.read(api, roleType, placeOf(role, roleType), signal)
  const row = list?.byId.get(roleIdOf(role, roleType))
  return row !== undefined && row.updatedAt === settled && agrees(row, state, roleType)
}

/** What the role is now; no state where it is gone. Any failure but that keeps the state. */
export const readRole = async (
  subject: Subject,
  { state, private: known }: { readonly state: ValueRecord; readonly private: PrivateState },
  client: RoleClient,
  signal: AbortSignal,
): Promise<Outcome> => {
  const { adapter, roleType } = subject
  const reached = client.reach(adapter, roleType)
  if ('problem' in reached) return { state, diagnostics: [reached.problem] }
  const { api } = reached
  const held = heldIn(state, roleType)
  if (await isUnchanged(subject, client, api, state, known['settled'], signal)) return { state, diagnostics: [] }
  const answer = await api.get(placeOf(held.role, roleType), roleIdOf(held.role, roleType), { signal })
  if (answer.ok) {
    return {
      state: stateAfterRead(subject, client, held, answer.value),
      diagnostics: answerWarnings(answer),
      private: settledAt(answer.value, answer.serverTime),
    }
  }
  if (answer.failure.kind !== 'not-found') return { state, diagnostics: [failureDiagnostic(answer.failure, inputsOf(roleType))] }
  const doubt = await doubtfullyGone(subject, held.role, client, api, signal)
  return doubt ? { state, diagnostics: [doubt] } : { state: null, diagnostics: [] }
}
