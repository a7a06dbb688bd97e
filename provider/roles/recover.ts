/** What became of a role whose creation was sent and never answered. */
import { setTimeout as sleep } from 'node:timers/promises'
import { error } from '../framework/diagnostic.js'
import { labelOf, storedOf } from './role-attributes.js'
import { named } from './lookup.js'
import { differences } from './normalise.js'
import { importBlock } from './import-id.js'
import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import type { ApiFailure, Place, RemoteRole, RoleApi } from '../platforms/role-api.js'
import type { Subject } from './state.js'

/** Milliseconds. */
export type Patience = { readonly total: number; readonly between: number }

export const defaultPatience: Patience = { total: 10_000, between: 1_000 }

type Sent = {
  readonly place: Place
  readonly planned: AttributeValues
  /** Server time of the look before; null where it does not say. */
  readonly since: number | null
}

/** Servers tell whole seconds, some of them also in the dates of their roles. */
const isNew = ({ attributes }: RemoteRole, since: number | null): boolean => {
  const created = attributes['created_at']
  if (typeof created !== 'string' || since === null) return true
  return Date.parse(created) >= Math.floor(since / 1000) * 1000
}

const candidates = async (api: RoleApi, subject: Subject, { place, planned }: Sent, signal: AbortSignal): Promise<readonly RemoteRole[]> => {
  const label = labelOf(planned, subject.roleType)
  if (subject.roleType.label === 'slug') {
    const answer = await api.get(place, label, { signal })
    return answer.ok ? [answer.value] : []
  }
  const list = await api.list(place, { signal })
  if (!list.ok) return []
  const answers = await Promise.all(named(list.value, label, subject).map(({ id }) => api.get(place, id, { signal })))
  return answers.flatMap((answer) => (answer.ok ? [answer.value] : []))
}

/**
 * Looks for exactly one new role with the name and content that were sent: that is ours. Goes on for a
 * while, since the service may still be at it. Does not stop where Terraform is interrupted: only what is
 * found here can come into the state.
 */
export const findCreated = async (api: RoleApi, subject: Subject, sent: Sent, patience: Patience): Promise<RemoteRole | null> => {
  const deadline = Date.now() + patience.total
  const signal = AbortSignal.timeout(patience.total)
  const stored = storedOf(subject.roleType)
  for (;;) {
    const found = await candidates(api, subject, sent, signal)
    const ours = found.filter((role) => isNew(role, sent.since) && differences(sent.planned, role.attributes, stored).length === 0)
    if (ours.length === 1 && ours[0]) return ours[0]
    if (found.length > 0 || Date.now() + patience.between > deadline) return null
    await sleep(patience.between)
  }
}

/** Nothing tells whether the role was made, so it is not sent again. */
export const mayExist = ({ roleType, adapter }: Subject, place: Place, label: string, failure: ApiFailure): Diagnostic =>
  error(
    `The role ${JSON.stringify(label)} may have been created`,
    `${failure.summary}\n${failure.detail}\n\nThe request to make it was sent, no answer came, and no role that is surely ` +
      `this one could be found. It was not sent again. Look into ${adapter.platform.title}: where the role is there, ` +
      `import it with its id, and otherwise apply again.\n\n${importBlock(roleType, place, roleType.label === 'slug' ? label : 'ID')}`,
  )

