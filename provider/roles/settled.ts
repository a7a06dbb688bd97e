/**
 * When a role's content is known so well that a list with the same date proves it unchanged. Kept as `settled` in
 * the private state: the date of the content.
 */

import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { PrivateState } from '../framework/resource.js'
import type { RemoteRole } from '../platforms/role-api.js'
import { differences } from './normalise.js'
import { storedOf } from './role-attributes.js'
import type { Subject } from './subject.js'

/**
 * Milliseconds. Dates of roles have whole seconds, and so may those of answers: a content read later than this after
 * its date cannot change again and keep the date.
 */
const settledAfter = 2_000

/** After a read: the date of the content, where no other content can have that date. */
export const settledByRead = ({ updatedAt }: RemoteRole, serverTime: number | null): PrivateState => {
  if (updatedAt === null || serverTime === null) return {}
  return serverTime - Date.parse(updatedAt) >= settledAfter ? { settled: updatedAt } : {}
}

/**
 * After a write: what was written is what the platform has, or else the next plan would have to ask for each role that
 * an apply wrote. Only a change by somebody else between this answer and the end of its date's unit (a second at
 * Astro, a millisecond elsewhere) can have the same date; the list then still shows who made it.
 */
export const settledByWrite = ({ roleType }: Subject, planned: AttributeValues, remote: RemoteRole): PrivateState => {
  const isAsPlanned = differences(planned, remote.attributes, storedOf(roleType)).length === 0
  return remote.updatedAt !== null && isAsPlanned ? { settled: remote.updatedAt } : {}
}
