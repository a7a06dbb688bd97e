/**
 * A plan that will write asks the platform once, so that a wrong credential or place is said before an apply. Reads
 * have asked already; a plan of nothing but new roles, or one without refresh, has not.
 */

import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import { planErrors } from './causes.js'
import type { RoleClient } from './client.js'
import { lookUp } from './lookup.js'
import { labelOf, placeOf } from './role-attributes.js'
import type { Subject } from './subject.js'

const isKnown = (role: AttributeValues, { roleType }: Subject): boolean => {
  const place = roleType.place === null ? null : (role[roleType.place] ?? null)
  if (roleType.place !== null && (place === null || place === unknown)) return false
  return roleType.label !== 'slug' || labelOf(role, roleType) !== ''
}

export const askOnce = async (
  subject: Subject,
  role: AttributeValues,
  client: RoleClient,
  signal: AbortSignal,
): Promise<Diagnostics> => {
  const { adapter, roleType } = subject
  const reached = client.reach(adapter, roleType)
  // With credentials that are not known yet the plan of new roles goes on.
  if ('problem' in reached) return reached.late ? [] : planErrors(subject, client, reached)
  if (!isKnown(role, subject)) return []
  const place = placeOf(role, roleType)
  if (client.causes.hasAnswered(subject, place)) return []
  const asked = await client.once(`first of ${adapter.platform.key} in ${place}`, () =>
    lookUp(subject, client, reached.api, place, role, signal),
  )
  return asked.ok ? [] : planErrors(subject, client, asked.failure)
}
