import type { Diagnostic, Diagnostics } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { Outcome } from '../framework/resource.js'
import type { Answer } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import { applyErrors } from './causes.js'
import type { RoleClient } from './client.js'
import { confirmDeleted } from './confirm-deleted.js'
import { answerWarnings } from './diagnose.js'
import { labelOf, parentOf, roleIdOf } from './role-attributes.js'
import type { RoleState } from './state.js'
import { roleStateIn } from './state.js'
import type { Subject } from './subject.js'

/** Two resources had the role, and the other one has just written it. */
const ownRole = ({ roleType }: Subject, { role }: RoleState): Diagnostic =>
  error(
    `The role ${JSON.stringify(labelOf(role, roleType))} was written by this apply and is not deleted`,
    `Another resource of this configuration has the role ${roleIdOf(role, roleType)} too and has written it in this apply, so ` +
      'deleting it here would take it from that one. To forget it here, use `terraform state rm`, or a removed block ' +
      'with lifecycle { destroy = false }.',
  )

/** Deletes the role; one that was gone before is deleted. Meanwhile no role of its name is made. */
export const deleteRole = (
  subject: Subject,
  prior: ValueRecord,
  client: RoleClient,
  signal: AbortSignal,
): Promise<Outcome> => {
  const { role } = roleStateIn(prior, subject.roleType)
  const circle = { roleType: subject.roleType, parent: parentOf(role, subject.roleType) }
  return client.register.deleting(circle, labelOf(role, subject.roleType), () =>
    deleteNow(subject, prior, client, signal),
  )
}

const deleteNow = async (
  subject: Subject,
  prior: ValueRecord,
  client: RoleClient,
  signal: AbortSignal,
): Promise<Outcome> => {
  const { adapter, roleType } = subject
  const held = roleStateIn(prior, roleType)
  const { role } = held
  const kept = (diagnostics: Diagnostics): Outcome => ({ state: prior, diagnostics })
  const reached = client.apiFor(adapter, roleType)
  if ('problem' in reached) return kept(applyErrors(subject, client, reached, { role, doing: 'deleted' }))
  const [parent, id] = [parentOf(role, roleType), roleIdOf(role, roleType)]
  if (client.register.hasWritten({ roleType, parent }, id)) return kept([ownRole(subject, held)])
  const done = (diagnostics: Diagnostics): Outcome => {
    client.register.released({ roleType, parent }, id, 'deleted')
    return { state: null, diagnostics }
  }
  const settle = (answer: Answer<null>): Outcome =>
    answer.ok
      ? done(answerWarnings(answer))
      : kept(applyErrors(subject, client, answer.failure, { role, doing: 'deleted' }))

  const ask = () => reached.api.delete(parent, id, { signal })
  const answer = await ask()
  client.lists.drop(roleType, parent)
  if (answer.ok || answer.failure.kind !== 'not-found') return settle(answer)
  const verdict = await confirmDeleted({ subject, role, api: reached.api, ask }, client, signal)
  if (verdict.kind === 'undecided') return kept([verdict.problem])
  return verdict.kind === 'gone' ? done([]) : settle(verdict.answer)
}
