import type { Diagnostic, Diagnostics } from '../framework/diagnostic.js'
import type { Outcome } from '../framework/resource.js'
import type { Answer, ApiFailure, ParentId, RemoteRole, RoleApi } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import { builtInOf } from './built-in.js'
import { applyErrors } from './causes.js'
import { unreadable } from './checked-api.js'
import { nameKey } from './circle.js'
import type { RoleClient } from './client.js'
import { alike, nameTaken, nameTooClose } from './conflict.js'
import { answerWarnings } from './diagnose.js'
import type { Found } from './lookup.js'
import { lookUp } from './lookup.js'
import { findCreated, mayExist, oursAmong } from './recover.js'
import { inputValues, labelOf, parentOf } from './role-attributes.js'
import { settledByWrite } from './settled.js'
import type { RoleState } from './state.js'
import { roleStateIn, stateAfterWrite } from './state.js'
import type { Subject } from './subject.js'

type Making = {
  readonly subject: Subject
  readonly client: RoleClient
  readonly api: RoleApi
  readonly parent: ParentId
  readonly planned: RoleState
  readonly signal: AbortSignal
}

const refused = (...diagnostics: Diagnostics): Outcome => ({ state: null, diagnostics, private: {} })

const failed = ({ subject, client, planned }: Making, failure: ApiFailure): Outcome =>
  refused(...applyErrors(subject, client, failure, { role: planned.role, doing: 'created' }))

const written = ({ subject, client, parent, planned }: Making, remote: RemoteRole, said: Diagnostics): Outcome => {
  client.register.wrote({ roleType: subject.roleType, parent }, remote.id)
  const { state, diagnostics } = stateAfterWrite(subject, client, planned, remote)
  const privateState = settledByWrite(subject, planned.role, remote)
  return { state, diagnostics: [...said, ...diagnostics], private: privateState }
}

const refusedName = ({ subject, client, parent, planned }: Making, hits: readonly RemoteRole[]): Diagnostic => {
  const isOwned = hits.some(({ id }) => client.register.isOwned({ roleType: subject.roleType, parent }, id))
  return nameTaken(subject, parent, labelOf(planned.role, subject.roleType), { hits, isOwned })
}

/**
 * The platform refuses the name: something in between sent our request twice, somebody else was faster, or the
 * platform takes two names for one.
 */
const conflicting = async (making: Making, failure: ApiFailure, since: number | null): Promise<Outcome> => {
  const { subject, client, api, parent, planned, signal } = making
  client.lists.drop(subject.roleType, parent)
  const label = labelOf(planned.role, subject.roleType)
  const now = await lookUp(subject, client, api, parent, planned.role, signal)
  if (!now.ok) return failed(making, failure)
  const { hits, others } = now.value
  const ours = await oursAmong(api, subject, { parent, planned: planned.role, since }, hits, signal)
  if (ours) return written(making, ours, [])
  if (hits.length > 0) return refused(refusedName(making, hits))
  const close = alike(others, label, subject)
  return close ? refused(nameTooClose(subject, parent, failure, close)) : failed(making, failure)
}

const unanswered = async (making: Making, failure: ApiFailure, since: number | null): Promise<Outcome> => {
  const { subject, client, api, parent, planned } = making
  client.lists.drop(subject.roleType, parent)
  const ours = await findCreated(api, subject, { parent, planned: planned.role, since }, client.patience)
  if (ours) return written(making, ours, [])
  return refused(mayExist(subject, parent, labelOf(planned.role, subject.roleType), failure))
}

const handleAnswer = (making: Making, answer: Answer<RemoteRole>, since: number | null): Outcome | Promise<Outcome> => {
  const { subject, client, parent } = making
  if (answer.ok) {
    client.lists.add(subject.roleType, parent, answer.value)
    return written(making, answer.value, answerWarnings(answer))
  }
  if (answer.failure.ambiguous) return unanswered(making, answer.failure, since)
  return answer.failure.kind === 'conflict'
    ? conflicting(making, answer.failure, since)
    : failed(making, answer.failure)
}

/**
 * Terraform destroys, renames and creates side by side where only addresses changed: what this run deletes or gives
 * another name is let go first.
 */
const freed = async (making: Making, hit: RemoteRole): Promise<boolean> => {
  const { subject, client, parent, signal } = making
  const circle = { roleType: subject.roleType, parent }
  if (
    builtInOf(subject, hit.attributes) !== null ||
    !(await client.register.awaitRelease(circle, hit.id, client.patience.total, signal))
  )
    return false
  client.lists.drop(subject.roleType, parent)
  return true
}

/** Roles of the name, less those that this run deletes meanwhile. */
const look = async (making: Making): Promise<Answer<Found>> => {
  const { subject, client, api, parent, planned, signal } = making
  await client.register.undisturbed({ roleType: subject.roleType, parent }, labelOf(planned.role, subject.roleType))
  const found = await lookUp(subject, client, api, parent, planned.role, signal)
  const [hit, ...more] = found.ok ? found.value.hits : []
  if (!hit || more.length > 0 || !(await freed(making, hit))) return found
  await client.register.undisturbed({ roleType: subject.roleType, parent }, labelOf(planned.role, subject.roleType))
  const again = await lookUp(subject, client, api, parent, planned.role, signal)
  if (!again.ok) return again
  const left = again.value.hits.filter(
    ({ id }) => !client.register.hasDeleted({ roleType: subject.roleType, parent }, id),
  )
  return { ...again, value: { ...again.value, hits: left } }
}

/** A role that was there before cannot be the one that was made. */
const aboutOlder = ({ subject, planned }: Making, { id }: RemoteRole): Answer<never> => {
  const label = JSON.stringify(labelOf(planned.role, subject.roleType))
  return unreadable(subject, { action: `create the role ${label}`, about: label, writes: true }, id)
}

const make = async (making: Making): Promise<Outcome> => {
  const { subject, api, parent, planned, signal } = making
  const before = await look(making)
  if (!before.ok) return failed(making, before.failure)
  const { hits, others, serverTime } = before.value
  if (hits.length > 0) return refused(refusedName(making, hits))
  const answer = await api.create(parent, inputValues(planned.role, subject.roleType), { signal })
  const wasThere = answer.ok && others.some(({ id }) => id === answer.value.id)
  return handleAnswer(making, wasThere ? aboutOlder(making, answer.value) : answer, serverTime)
}

/** Makes the role, unless one of its name is there. Creations of one name in one parent wait for each other. */
export const createRole = async (
  subject: Subject,
  planned: ValueRecord,
  client: RoleClient,
  signal: AbortSignal,
): Promise<Outcome> => {
  const { adapter, roleType } = subject
  const held = roleStateIn(planned, roleType)
  const reached = client.apiFor(adapter, roleType)
  if ('problem' in reached)
    return refused(...applyErrors(subject, client, reached, { role: held.role, doing: 'created' }))
  const making = { subject, client, api: reached.api, parent: parentOf(held.role, roleType), planned: held, signal }
  const key = nameKey({ roleType, parent: making.parent }, labelOf(held.role, roleType))
  return client.names.run(key, () => make(making))
}
