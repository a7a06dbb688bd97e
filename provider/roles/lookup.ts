/** Whether an organization, team or tenant has a role of some name or slug. */

import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { isFoundByLabel } from '@rolecall/shared/model/role.js'
import type { Answer, RemoteRole } from '../platforms/role-api.js'
import type { Connected } from './operation.js'
import { labelOf, roleIdOf } from './role-attributes.js'

export type FoundRoles = {
  readonly hits: readonly RemoteRole[]
  /** All of the parent, where they had to be listed. */
  readonly others: readonly RemoteRole[]
  /** Milliseconds since the epoch by the server; null where it does not say. */
  readonly serverTime: number | null
}

const byLabel = async ({ api, parent, signal }: Connected, slug: string): Promise<Answer<FoundRoles>> => {
  const answer = await api.get(parent, slug, { signal })
  if (answer.ok) return { ...answer, value: { hits: [answer.value], others: [], serverTime: answer.serverTime } }
  if (answer.failure.kind !== 'not-found') return answer
  return { ok: true, value: { hits: [], others: [], serverTime: null }, warnings: [], serverTime: null }
}

/** A slug is asked for itself; a name is looked for among all. */
export const lookUp = async (connected: Connected, role: AttributeValues): Promise<Answer<FoundRoles>> => {
  const { client, roleType } = connected
  if (isFoundByLabel(roleType)) return byLabel(connected, roleIdOf(role, roleType))
  const answer = await client.lists.names(connected)
  if (!answer.ok) return answer
  const { all, labelled } = answer.value
  // As they are now: what is made meanwhile is no other.
  const found = { hits: [...labelled(labelOf(role, roleType))], others: [...all], serverTime: answer.serverTime }
  return { ...answer, value: found }
}
