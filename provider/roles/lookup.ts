/** Whether an organization, team or tenant has a role of some name or slug. */

import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { isFoundByLabel } from '@rolecall/shared/model/role.js'
import type { Answer, ParentId, RemoteRole, RoleApi } from '../platforms/role-api.js'
import type { RoleClient } from './client.js'
import { labelOf, roleIdOf } from './role-attributes.js'
import type { Subject } from './subject.js'

export type Found = {
  readonly hits: readonly RemoteRole[]
  /** All of the parent, where they had to be listed. */
  readonly others: readonly RemoteRole[]
  /** Milliseconds since the epoch by the server; null where it does not say. */
  readonly serverTime: number | null
}

const byLabel = async (api: RoleApi, parent: ParentId, slug: string, signal: AbortSignal): Promise<Answer<Found>> => {
  const answer = await api.get(parent, slug, { signal })
  if (answer.ok) return { ...answer, value: { hits: [answer.value], others: [], serverTime: answer.serverTime } }
  if (answer.failure.kind !== 'not-found') return answer
  return { ok: true, value: { hits: [], others: [], serverTime: null }, warnings: [], serverTime: null }
}

/** A slug is asked for itself; a name is looked for among all. */
export const lookUp = async (
  subject: Subject,
  client: RoleClient,
  api: RoleApi,
  parent: ParentId,
  role: AttributeValues,
  signal: AbortSignal,
): Promise<Answer<Found>> => {
  const { roleType } = subject
  if (isFoundByLabel(roleType)) return byLabel(api, parent, roleIdOf(role, roleType), signal)
  const answer = await client.lists.names(api, roleType, parent, signal)
  if (!answer.ok) return answer
  const { all, labelled } = answer.value
  // As they are now: what is made meanwhile is no other.
  const found = { hits: [...labelled(labelOf(role, roleType))], others: [...all], serverTime: answer.serverTime }
  return { ...answer, value: found }
}
