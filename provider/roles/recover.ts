/** What became of a role whose creation was sent and never answered. */

import { setTimeout as sleep } from 'node:timers/promises'
import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { isFoundByLabel } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { ApiFailure, ParentId, RemoteRole, RoleApi } from '../platforms/role-api.js'
import { builtInOf } from './built-in.js'
import { importBlock } from './import-id.js'
import { differences } from './normalise.js'
import type { Patience } from './patience.js'
import { labelOf, storedOf } from './role-attributes.js'
import { namesIn } from './role-lists.js'
import type { Subject } from './subject.js'

type Sent = {
  readonly parent: ParentId
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
  api: RoleApi,
  parent: ParentId,
  roles: readonly RemoteRole[],
  signal: AbortSignal,
): Promise<readonly RemoteRole[]> => {
  const answers = await Promise.all(roles.map(({ id }) => api.get(parent, id, { signal })))
  return answers.flatMap((answer) => (answer.ok ? [answer.value] : []))
}

const candidates = async (
  api: RoleApi,
  subject: Subject,
  { parent, planned }: Sent,
  signal: AbortSignal,
): Promise<readonly RemoteRole[]> => {
  const label = labelOf(planned, subject.roleType)
  if (isFoundByLabel(subject.roleType)) {
    const answer = await api.get(parent, label, { signal })
    return answer.ok ? [answer.value] : []
  }
  const list = await api.list(parent, { signal })
  return list.ok ? whole(api, parent, namesIn(list.value, subject.roleType).labelled(label), signal) : []
}

/** The one new role with what was sent; null where there is none or several. */
const ourOwn = (roles: readonly RemoteRole[], { roleType }: Subject, { planned, since }: Sent): RemoteRole | null => {
  const stored = storedOf(roleType)
  const ours = roles.filter((role) => isNew(role, since) && differences(planned, role.attributes, stored).length === 0)
  return ours.length === 1 ? (ours[0] ?? null) : null
}

/** Which of the roles of the name is ours, made by a request of ours that arrived twice; null where none surely is. */
export const oursAmong = async (
  api: RoleApi,
  subject: Subject,
  sent: Sent,
  hits: readonly RemoteRole[],
  signal: AbortSignal,
): Promise<RemoteRole | null> => {
  // A slug was asked for itself just before; the list of names may be older, and then its time must tell.
  const isTimed = sent.since !== null || isFoundByLabel(subject.roleType)
  const isPossible =
    isTimed && hits.some((hit) => builtInOf(subject, hit.attributes) === null && isNew(hit, sent.since))
  return isPossible ? ourOwn(await whole(api, sent.parent, hits, signal), subject, sent) : null
}

/**
 * Looks for exactly one new role with the name and content that were sent: that is ours. Goes on for a
 * while, since the service may still be at it. Does not stop where Terraform is interrupted: only what is
 * found here can come into the state.
 */
export const findCreated = async (
  api: RoleApi,
  subject: Subject,
  sent: Sent,
  patience: Patience,
): Promise<RemoteRole | null> => {
  const deadline = Date.now() + patience.total
  const signal = AbortSignal.timeout(patience.total)
  for (;;) {
    const found = await candidates(api, subject, sent, signal)
    const ours = ourOwn(found, subject, sent)
    if (ours) return ours
    if (found.length > 0 || Date.now() + patience.between > deadline) return null
    await sleep(patience.between)
  }
}

/** Nothing tells whether the role was made, so it is not sent again. */
export const mayExist = (
  { roleType, adapter }: Subject,
  parent: ParentId,
  label: string,
  failure: ApiFailure,
): Diagnostic =>
  error(
    `The role ${JSON.stringify(label)} may have been created`,
    `${failure.summary}\n${failure.detail}\n\nThe request to make it was sent, no answer came, and no role that is surely ` +
      `this one could be found. It was not sent again. Look into ${adapter.platform.title}: where the role is there, ` +
      `import it with its id, and otherwise apply again.\n\n${importBlock(roleType, parent, isFoundByLabel(roleType) ? label : 'ID')}`,
  )
