import type { Diagnostic, Diagnostics } from '../framework/diagnostic.js'
import type { Outcome } from '../framework/resource.js'
import type { Answer, ApiFailure, RemoteRole } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import { builtInOf } from './built-in.js'
import { applyErrors } from './causes.js'
import { aboutAnother } from './checked-api.js'
import { nameKey } from './circle.js'
import { alike, nameTaken, nameTooClose } from './conflict.js'
import { answerWarnings } from './diagnose.js'
import type { FoundRoles } from './lookup.js'
import { lookUp } from './lookup.js'
import type { Connected, RoleOperation } from './operation.js'
import { connectedTo } from './operation.js'
import { isShared, markGranted } from './options/permissions-mode.js'
import { findCreated, mayExist, oursAmong } from './recover.js'
import { inputValues, labelOf, parentOf } from './role-attributes.js'
import type { RoleState } from './role-state.js'
import { roleStateIn } from './role-state.js'
import { settledByWrite } from './settled.js'
import { stateAfterWrite } from './state.js'

type Making = Connected & { readonly planned: RoleState }

const refused = (...diagnostics: Diagnostics): Outcome => ({ state: null, diagnostics, private: {} })

const plannedLabel = ({ planned, roleType }: Making): string => labelOf(planned.role, roleType)

const failed = (making: Making, failure: ApiFailure): Outcome =>
  refused(...applyErrors(making, failure, { role: making.planned.role, doing: 'created' }))

const written = (making: Making, remote: RemoteRole, warnings: Diagnostics): Outcome => {
  const { client, planned } = making
  client.register.wrote(making, remote.id)
  const { state, diagnostics } = stateAfterWrite(making, { planned, target: planned.role }, remote)
  return {
    state,
    diagnostics: [...warnings, ...diagnostics],
    private: markGranted(
      settledByWrite(making, { target: planned.role, isShared: isShared(planned) }, remote),
      planned,
      making.roleType,
    ),
  }
}

const refusedName = (making: Making, hits: readonly RemoteRole[]): Diagnostic => {
  const isOwned = hits.some(({ id }) => making.client.register.isOwned(making, id))
  return nameTaken(making, plannedLabel(making), { hits, isOwned })
}

/**
 * The platform refuses the name: something in between sent our request twice, somebody else was faster, or the
 * platform takes two names for one.
 */
const conflicting = async (making: Making, failure: ApiFailure, since: number | null): Promise<Outcome> => {
  const { client, planned } = making
  client.lists.drop(making)
  const now = await lookUp(making, planned.role)
  if (!now.ok) return failed(making, failure)
  const { hits, others } = now.value
  const ours = await oursAmong(making, { planned: planned.role, since }, hits)
  if (ours) return written(making, ours, [])
  if (hits.length > 0) return refused(refusedName(making, hits))
  const close = alike(others, plannedLabel(making), making)
  return close ? refused(nameTooClose(making, failure, close)) : failed(making, failure)
}

const unanswered = async (making: Making, failure: ApiFailure, since: number | null): Promise<Outcome> => {
  making.client.lists.drop(making)
  const ours = await findCreated(making, { planned: making.planned.role, since })
  if (ours) return written(making, ours, [])
  return refused(mayExist(making, plannedLabel(making), failure))
}

const handleAnswer = (making: Making, answer: Answer<RemoteRole>, since: number | null): Outcome | Promise<Outcome> => {
  if (answer.ok) {
    making.client.lists.add(making, answer.value)
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
  const { client, signal } = making
  if (
    builtInOf(making, hit.attributes) !== null ||
    !(await client.register.awaitRelease(making, hit.id, client.patience.total, signal))
  )
    return false
  client.lists.drop(making)
  return true
}

/** Roles of the name, less those that this run deletes meanwhile. */
const look = async (making: Making): Promise<Answer<FoundRoles>> => {
  const { register } = making.client
  const { role } = making.planned
  await register.undisturbed(making, plannedLabel(making))
  const found = await lookUp(making, role)
  const [hit, ...more] = found.ok ? found.value.hits : []
  if (!hit || more.length > 0 || !(await freed(making, hit))) return found
  await register.undisturbed(making, plannedLabel(making))
  const again = await lookUp(making, role)
  if (!again.ok) return again
  const left = again.value.hits.filter(({ id }) => !register.hasDeleted(making, id))
  return { ...again, value: { ...again.value, hits: left } }
}

/** A role that was there before cannot be the one that was made. */
const aboutOlder = (making: Making, { id }: RemoteRole): Answer<never> => {
  const label = JSON.stringify(plannedLabel(making))
  return aboutAnother(making, { action: `create the role ${label}`, about: label, writes: true }, id)
}

const make = async (making: Making): Promise<Outcome> => {
  const { roleType, api, parent, planned, signal } = making
  const before = await look(making)
  if (!before.ok) return failed(making, before.failure)
  const { hits, others, serverTime } = before.value
  if (hits.length > 0) return refused(refusedName(making, hits))
  const answer = await api.create(parent, inputValues(planned.role, roleType), { signal })
  const wasThere = answer.ok && others.some(({ id }) => id === answer.value.id)
  return handleAnswer(making, wasThere ? aboutOlder(making, answer.value) : answer, serverTime)
}

/** Makes the role, unless one of its name is there. Creations of one name in one parent wait for each other. */
export const createRole = async (operation: RoleOperation, record: ValueRecord): Promise<Outcome> => {
  const { client, roleType } = operation
  const planned = roleStateIn(record, roleType)
  const { role } = planned
  const connected = connectedTo(parentOf(role, roleType), operation)
  if ('problem' in connected) return refused(...applyErrors(operation, connected, { role, doing: 'created' }))
  return client.names.run(nameKey(connected, labelOf(role, roleType)), () => make({ ...connected, planned }))
}
