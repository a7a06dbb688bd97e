import { adopted, adoptionProblem, alike, isAdoptable, nameTaken, nameTooClose } from './conflict.js'
import { answerWarnings, failureDiagnostic } from './diagnose.js'
import { lookUp } from './lookup.js'
import { findCreated, mayExist } from './recover.js'
import { inputsOf, inputValues, labelOf, placeOf } from './role-attributes.js'
import { heldIn, stateAfterWrite } from './state.js'
import type { Outcome } from '../framework/resource.js'
import type { Answer, ApiFailure, Place, RemoteRole, RoleApi } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import type { Diagnostic, Diagnostics } from '../framework/diagnostic.js'
import type { RoleClient } from './client.js'
import type { Held, Subject } from './state.js'

type Making = {
  readonly subject: Subject
  readonly client: RoleClient
  readonly api: RoleApi
  readonly place: Place
  readonly planned: Held
  readonly signal: AbortSignal
}

const refused = (...diagnostics: readonly Diagnostic[]): Outcome => ({ state: null, diagnostics, private: {} })

const failed = ({ subject }: Making, failure: ApiFailure): Outcome =>
  refused(failureDiagnostic(failure, inputsOf(subject.roleType)))

const written = ({ subject, client, planned }: Making, remote: RemoteRole, said: Diagnostics): Outcome => {
  const { state, diagnostics } = stateAfterWrite(subject, client, planned, remote)
  return { state, diagnostics: [...said, ...diagnostics], private: {} }
}

const adopt = async (making: Making, hit: RemoteRole): Promise<Outcome> => {
  const { subject, client, api, place, planned, signal } = making
  const problem = adoptionProblem(subject, planned.role, hit)
  if (problem) return refused(problem)
  // A list has no permissions, and what is cleared is told from what was there.
  const whole = await api.get(place, hit.id, { signal })
  if (!whole.ok) return failed(making, whole.failure)
  const prior = whole.value.attributes
  const answer = await api.update(place, hit.id, { prior, planned: inputValues(planned.role, subject.roleType) }, { signal })
  client.lists.drop(subject.roleType, place)
  if (!answer.ok) return failed(making, answer.failure)
  const label = labelOf(planned.role, subject.roleType)
  return written(making, answer.value, [adopted(subject, place, label, hit), ...answerWarnings(answer)])
}

/** Somebody else was faster, or the platform takes two names for one. */
const conflicting = async (making: Making, failure: ApiFailure): Promise<Outcome> => {
  const { subject, client, api, place, planned, signal } = making
  client.lists.drop(subject.roleType, place)
  const label = labelOf(planned.role, subject.roleType)
  const now = await lookUp(subject, client, api, place, planned.role, signal)
  if (!now.ok) return failed(making, failure)
  if (now.value.hits.length > 0) return refused(nameTaken(subject, place, label, now.value.hits))
  const close = alike(now.value.others, label, subject)
  return close ? refused(nameTooClose(subject, place, failure, close)) : failed(making, failure)
}

const unanswered = async (making: Making, failure: ApiFailure, since: number | null): Promise<Outcome> => {
  const { subject, client, api, place, planned } = making
  client.lists.drop(subject.roleType, place)
  const ours = await findCreated(api, subject, { place, planned: planned.role, since }, client.patience)
  if (ours) return written(making, ours, [])
  return refused(mayExist(subject, place, labelOf(planned.role, subject.roleType), failure))
}

const settleAnswer = (making: Making, answer: Answer<RemoteRole>, since: number | null): Outcome | Promise<Outcome> => {
  const { subject, client, place } = making
  if (answer.ok) {
    client.lists.add(subject.roleType, place, answer.value)
    return written(making, answer.value, answerWarnings(answer))
  }
  if (answer.failure.ambiguous) return unanswered(making, answer.failure, since)
  return answer.failure.kind === 'conflict' ? conflicting(making, answer.failure) : failed(making, answer.failure)
}

const make = async (making: Making): Promise<Outcome> => {
  const { subject, client, api, place, planned, signal } = making
  const { roleType } = subject
  const before = await lookUp(subject, client, api, place, planned.role, signal)
  if (!before.ok) return failed(making, before.failure)
  const { hits, serverTime } = before.value
  const [hit, ...more] = hits
  if (hit && more.length === 0 && client.adoptExisting && isAdoptable(subject, hit)) return adopt(making, hit)
  if (hit) return refused(nameTaken(subject, place, labelOf(planned.role, roleType), hits))
  const answer = await api.create(place, inputValues(planned.role, roleType), { signal })
  return settleAnswer(making, answer, serverTime)
}

/** Makes the role, unless one of its name is there. Creations of one name in one place wait for each other. */
export const createRole = async (subject: Subject, planned: ValueRecord, client: RoleClient, signal: AbortSignal): Promise<Outcome> => {
  const { adapter, roleType } = subject
  const reached = client.reach(adapter, roleType)
  if ('problem' in reached) return refused(reached.problem)
  const held = heldIn(planned, roleType)
  const making = { subject, client, api: reached.api, place: placeOf(held.role, roleType), planned: held, signal }
  const key = JSON.stringify([roleType.name, making.place, labelOf(held.role, roleType)])
  return client.names.run(key, () => make(making))
}
