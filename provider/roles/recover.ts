/** What became of a role whose creation was sent and never answered. */

import { setTimeout as sleep } from 'node:timers/promises'
import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { isFoundByLabel } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { ApiFailure, RemoteRole } from '../platforms/role-api.js'
import { builtInOf } from './built-in.js'
import type { Circle } from './circle.js'
import { importBlock } from './import-id.js'
import { differences } from './normalise.js'
import type { Connected } from './operation.js'
import { withoutLimit } from './operation.js'
import { labelOf, storedOf } from './role-attributes.js'
import { namesIn } from './role-lists.js'
import type { Subject } from './subject.js'

type Sent = {
  readonly planned: AttributeValues
  /** Server time at the end of the look before; null where it does not say. */
  readonly since: number | null
}

/** Servers tell whole seconds, some of them also in the dates of their roles. */
const isNew = ({ attributes }: RemoteRole, since: number | null): boolean => {
  const created = attributes['created_at']
  if (typeof created !== 'string' || since === null) return true
  return Date.parse(created) >= Math.floor(since / 1000) * 1000
}

const whole = async (
  { api, parent, signal }: Connected,
  roles: readonly RemoteRole[],
): Promise<readonly RemoteRole[]> => {
  const answers = await Promise.all(roles.map(({ id }) => api.get(parent, id, { signal })))
  return answers.flatMap((answer) => (answer.ok ? [answer.value] : []))
}

const candidates = async (connected: Connected, { planned }: Sent): Promise<readonly RemoteRole[]> => {
  const { api, roleType, parent, signal } = connected
  const label = labelOf(planned, roleType)
  if (isFoundByLabel(roleType)) {
    const answer = await api.get(parent, label, { signal })
    return answer.ok ? [answer.value] : []
  }
  const list = await api.list(parent, { signal })
  return list.ok ? whole(connected, namesIn(list.value, roleType).labelled(label)) : []
}

/** The one new role with what was sent; null where there is none or several. */
const ourOwn = (roles: readonly RemoteRole[], { roleType }: Subject, { planned, since }: Sent): RemoteRole | null => {
  const stored = storedOf(roleType)
  const ours = roles.filter((role) => isNew(role, since) && differences(planned, role.attributes, stored).length === 0)
  return ours.length === 1 ? (ours[0] ?? null) : null
}

/** Which of the roles of the name is ours, made by a request of ours that arrived twice; null where none surely is. */
export const oursAmong = async (
  connected: Connected,
  sent: Sent,
  hits: readonly RemoteRole[],
): Promise<RemoteRole | null> => {
  // A slug was asked for itself just before; the list of names may be older, and then its time must tell.
  const isTimed = sent.since !== null || isFoundByLabel(connected.roleType)
  const isPossible =
    isTimed && hits.some((hit) => builtInOf(connected, hit.attributes) === null && isNew(hit, sent.since))
  return isPossible ? ourOwn(await whole(connected, hits), connected, sent) : null
}

/**
 * Looks for exactly one new role with the name and content that were sent: that is ours. Goes on for a
 * while, since the service may still be at it. Does not stop where Terraform is interrupted: only what is
 * found here can come into the state.
 */
export const findCreated = async (connected: Connected, sent: Sent): Promise<RemoteRole | null> => {
  const { patience } = connected.client
  const deadline = Date.now() + patience.total
  const patient = { ...withoutLimit(connected), signal: AbortSignal.timeout(patience.total) }
  for (;;) {
    const found = await candidates(patient, sent)
    const ours = ourOwn(found, connected, sent)
    if (ours) return ours
    if (found.length > 0 || Date.now() + patience.between > deadline) return null
    await sleep(patience.between)
  }
}

/** Nothing tells whether the role was made, so it is not sent again. */
export const mayExist = (
  { roleType, adapter, parent }: Subject & Circle,
  label: string,
  failure: ApiFailure,
): Diagnostic =>
  error(
    `The role ${JSON.stringify(label)} may have been created`,
    `${failure.summary}\n${failure.detail}\n\nThe request to make it was sent, no answer came, and no role that is surely ` +
      `this one could be found. It was not sent again. Look into ${adapter.platform.title}: where the role is there, ` +
      `import it with its id, and otherwise apply again.\n\n${importBlock(roleType, parent, isFoundByLabel(roleType) ? label : 'ID')}`,
  )
