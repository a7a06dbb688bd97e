import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostic, Diagnostics } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { Outcome } from '../framework/resource.js'
import type { Answer } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import { applyErrors } from './causes.js'
import { confirmDeleted } from './confirm-deleted.js'
import { answerWarnings } from './diagnose.js'
import type { RoleOperation } from './operation.js'
import { connectedToRole } from './operation.js'
import { heldIn } from './parent.js'
import { labelOf, parentOf, roleIdOf } from './role-attributes.js'
import { roleStateIn } from './role-state.js'
import type { Subject } from './subject.js'

/** Two resources had the role, and the other one has just written it. */
const ownRole = ({ roleType }: Subject, role: AttributeValues): Diagnostic =>
  error(
    `The role ${JSON.stringify(labelOf(role, roleType))} was written by this apply and is not deleted`,
    `Another resource of this configuration has the role ${roleIdOf(role, roleType)} too and has written it in this apply, so ` +
      'deleting it here would take it from that one. To forget it here, use `terraform state rm`, or a removed block ' +
      'with lifecycle { destroy = false }.',
  )

/** Deletes the role; one that was gone before is deleted. Meanwhile no role of its name is made. */
export const deleteRole = (operation: RoleOperation, saved: ValueRecord): Promise<Outcome> => {
  const { client, roleType } = operation
  const prior = heldIn(operation, saved)
  const { role } = roleStateIn(prior, roleType)
  const circle = { roleType, parent: parentOf(role, roleType) }
  return client.register.deleting(circle, labelOf(role, roleType), () => deleteNow(operation, prior))
}

const deleteNow = async (operation: RoleOperation, prior: ValueRecord): Promise<Outcome> => {
  const { client, roleType, signal } = operation
  const { role } = roleStateIn(prior, roleType)
  const kept = (diagnostics: Diagnostics): Outcome => ({ state: prior, diagnostics })
  const connected = connectedToRole(role, operation)
  if ('problem' in connected) return kept(applyErrors(operation, connected, { role, doing: 'deleted' }))
  const { api, parent } = connected
  const id = roleIdOf(role, roleType)
  if (client.register.hasWritten(connected, id)) return kept([ownRole(operation, role)])
  const done = (diagnostics: Diagnostics): Outcome => {
    client.register.released(connected, id, 'deleted')
    return { state: null, diagnostics }
  }
  const outcomeOf = (answer: Answer<null>): Outcome =>
    answer.ok ? done(answerWarnings(answer)) : kept(applyErrors(operation, answer.failure, { role, doing: 'deleted' }))

  const ask = () => api.delete(parent, id, { signal })
  const answer = await ask()
  client.lists.drop(connected)
  if (answer.ok || answer.failure.kind !== 'not-found') return outcomeOf(answer)
  const verdict = await confirmDeleted(connected, role, ask)
  if (verdict.kind === 'undecided') return kept([verdict.problem])
  return verdict.kind === 'gone' ? done([]) : outcomeOf(verdict.answer)
}
