/**
 * Whether a role that answers 404 is gone. One 404 is weak evidence: below a wrong base URL everything answers so,
 * and so does a replica that lags. So the list of the parent has a say, read after it, and where the two contradict
 * each other both are asked again for a while.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { parentNoun } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { Answer, ApiFailure } from '../platforms/role-api.js'
import type { Circle } from './circle.js'
import { circleKey } from './circle.js'
import type { Connected } from './operation.js'
import { labelOf, roleIdOf } from './role-attributes.js'
import type { Subject } from './subject.js'

/** A role as the state has it, which the platform says it does not have. */
type Missing = Subject & Circle & { readonly role: AttributeValues }

export type DeletionVerdict<Value> =
  | { readonly kind: 'gone' }
  /** Asked again, it was answered otherwise. */
  | { readonly kind: 'answered'; readonly answer: Answer<Value> }
  /** `cause` is one for all roles that it leaves undecided. */
  | { readonly kind: 'undecided'; readonly problem: Diagnostic; readonly cause: ApiFailure | string }

const shown = ({ roleType, role }: Missing): string =>
  // One that is being imported has no name yet.
  JSON.stringify(labelOf(role, roleType) || roleIdOf(role, roleType))

const noList = (missing: Missing, failure: ApiFailure): Diagnostic => {
  const { adapter, roleType } = missing
  const { title } = adapter.platform
  if (failure.kind === 'not-found') {
    return error(
      `${title} answers 404 for the role ${shown(missing)} and for the list of all roles`,
      `So the role may well exist, and it stays in the state.\n${failure.detail}\n` +
        `If the ${parentNoun(roleType)} itself was deleted, terraform state rm forgets its roles.`,
    )
  }
  return error(
    `${title} answers 404 for the role ${shown(missing)}, and the list of all roles cannot be had`,
    `Whether the role is gone is not decided by one answer alone, so it stays in the state.\n${failure.summary}\n${failure.detail}`,
  )
}

/** Below a wrong parent or base URL every role is as undecided as the first. */
const causeOf = (circle: Circle, failure: ApiFailure): ApiFailure | string =>
  failure.kind === 'not-found' ? `no list: ${circleKey(circle)}` : failure

const contradiction = (missing: Missing, seconds: number): Diagnostic => {
  const { adapter, roleType } = missing
  const { title } = adapter.platform
  return error(
    `${title} answers 404 for the role ${shown(missing)}, and its list of all roles shows it`,
    `The role ${roleIdOf(missing.role, roleType)} was asked for and looked for in the list again for ${seconds} seconds, and ` +
      'the two answers go on contradicting each other. The role stays in the state, and nothing was sent. Try again later. ' +
      'If the role is surely gone, terraform state rm forgets it.',
  )
}

/** `ask` asks again what was answered with 404. */
export const confirmDeleted = async <Value>(
  connected: Connected,
  role: AttributeValues,
  ask: () => Promise<Answer<Value>>,
): Promise<DeletionVerdict<Value>> => {
  const { client, roleType, signal } = connected
  const missing = { ...connected, role }
  const { total, between } = client.patience
  const deadline = Date.now() + total
  for (;;) {
    const list = await client.lists.after(connected)
    if (!list.ok)
      return { kind: 'undecided', problem: noList(missing, list.failure), cause: causeOf(missing, list.failure) }
    if (!list.value.some(({ id }) => id === roleIdOf(role, roleType))) return { kind: 'gone' }
    const again = await ask()
    if (again.ok || again.failure.kind !== 'not-found') return { kind: 'answered', answer: again }
    if (Date.now() + between > deadline || signal.aborted) {
      const problem = contradiction(missing, Math.round(total / 1000))
      return { kind: 'undecided', problem, cause: problem.summary }
    }
    await sleep(between, undefined, { signal }).catch(() => undefined)
  }
}
