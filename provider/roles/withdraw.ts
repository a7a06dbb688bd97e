/** Takes back from a role that is forgotten what its resource granted, where others have their part in it. */

import type { AttributeValue, AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostic, Diagnostics } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { Outcome, PrivateState } from '../framework/resource.js'
import type { ApiFailure, RemoteRole } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import { letGo } from './built-in.js'
import { applyErrors } from './causes.js'
import { roleKey } from './circle.js'
import { confirmDeleted } from './confirm-deleted.js'
import { answerWarnings } from './diagnose.js'
import type { Connected, RoleOperation } from './operation.js'
import { connectedToRole } from './operation.js'
import { grantedBy } from './options/permissions-mode.js'
import { heldIn } from './parent.js'
import { inputValues, labelOf, roleIdOf } from './role-attributes.js'
import { common, permissionsIn, textsIn, without, withPermissions } from './role-permissions.js'
import type { RoleState } from './role-state.js'
import { heldRole, roleStateIn } from './role-state.js'
import type { Subject } from './subject.js'

/** What goes of what a role has, and what is left. */
type Withdrawal = { readonly taken: readonly string[]; readonly left: AttributeValue }

const withdrawal = ({ roleType }: Subject, held: AttributeValues, granted: AttributeValue): Withdrawal => {
  const permissions = permissionsIn(held, roleType)
  return {
    taken: textsIn(common(granted, permissions, roleType), roleType),
    left: without(permissions, granted, roleType),
  }
}

const nothingLeft = ({ adapter, roleType }: Subject, held: AttributeValues): Diagnostic =>
  error(
    `The role ${JSON.stringify(labelOf(held, roleType))} would be left without permissions`,
    'on_destroy is "forget" and permissions_mode is "at_least" in its state, so what this resource granted would be taken ' +
      `back, and nothing else is there, which ${adapter.platform.title} refuses. To delete the role, set on_destroy = ` +
      `"delete" and apply that first. To leave it as it is, ${letGo}.`,
  )

const problemOf = (subject: Subject, held: AttributeValues, granted: AttributeValue): Diagnostic | null => {
  const { taken, left } = withdrawal(subject, held, granted)
  const isEmptied = taken.length > 0 && textsIn(left, subject.roleType).length === 0
  return isEmptied && subject.roleType.needsPermissions ? nothingLeft(subject, held) : null
}

/** In the plan, by the state. */
export const withdrawalProblem = (subject: Subject, prior: RoleState, known: PrivateState): Diagnostic | null =>
  problemOf(subject, heldRole(prior, subject.roleType), grantedBy(known))

type Read = { readonly remote: RemoteRole } | { readonly gone: true } | { readonly failed: Diagnostics }

const readNow = async (connected: Connected, role: AttributeValues): Promise<Read> => {
  const { api, parent, roleType, signal } = connected
  const ask = () => api.get(parent, roleIdOf(role, roleType), { signal })
  const failed = (failure: ApiFailure): Read => ({
    failed: applyErrors(connected, failure, { role, doing: 'updated' }),
  })
  const answer = await ask()
  if (answer.ok) return { remote: answer.value }
  if (answer.failure.kind !== 'not-found') return failed(answer.failure)
  const verdict = await confirmDeleted(connected, role, ask)
  if (verdict.kind === 'gone') return { gone: true }
  if (verdict.kind === 'undecided') return { failed: [verdict.problem] }
  return verdict.answer.ok ? { remote: verdict.answer.value } : failed(verdict.answer.failure)
}

const takeBack = async (
  connected: Connected,
  role: AttributeValues,
  granted: AttributeValue,
): Promise<Diagnostics | { readonly problems: Diagnostics }> => {
  const { client, roleType, signal } = connected
  // Another resource of this run has the role now, with all that it plans.
  if (client.register.hasWritten(connected, roleIdOf(role, roleType))) return []
  const now = await readNow(connected, role)
  if ('failed' in now) return { problems: now.failed }
  if ('gone' in now) return []
  const held = inputValues({ ...role, ...now.remote.attributes }, roleType)
  const { taken, left } = withdrawal(connected, held, granted)
  const problem = problemOf(connected, held, granted)
  if (problem) return { problems: [problem] }
  if (taken.length === 0) return []
  const change = { prior: held, planned: withPermissions(held, left, roleType) }
  const answer = await connected.api.update(connected.parent, now.remote.id, change, { signal })
  client.lists.drop(connected)
  if (answer.ok) return answerWarnings(answer)
  return { problems: applyErrors(connected, answer.failure, { role, doing: 'updated' }) }
}

/** The role as it is now, less what the last write of this resource granted. Sends nothing where that was nothing. */
export const withdraw = async (operation: RoleOperation, saved: ValueRecord, known: PrivateState): Promise<Outcome> => {
  const { client, roleType } = operation
  const granted = grantedBy(known)
  if (granted === null) return { state: null, diagnostics: [] }
  const { role } = roleStateIn(heldIn(operation, saved), roleType)
  const connected = connectedToRole(role, operation)
  if ('problem' in connected) {
    return { state: saved, diagnostics: applyErrors(operation, connected, { role, doing: 'updated' }) }
  }
  const key = roleKey(connected, roleIdOf(role, roleType))
  const done = await client.shares.run(key, () => takeBack(connected, role, granted))
  return 'problems' in done ? { state: saved, diagnostics: done.problems } : { state: null, diagnostics: done }
}
