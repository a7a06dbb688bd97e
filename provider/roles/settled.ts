/**
 * What is known of a role by its dates, kept in the private state. `settled`: the date of content that is known so well
 * that a list with the same date proves it unchanged. `written`: the date that the platform gave our last write. Where
 * both are one date it stands once, since Terraform writes every state whole after each role.
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

const asWritten = '='

const datesOf = (written: string | null, settled: string | null): PrivateState => ({
  ...(written !== null && { written }),
  ...(settled !== null && { settled: settled === written ? asWritten : settled }),
})

/** The date of content that is known well; undefined where none is. */
export const settledDate = ({ written, settled }: PrivateState): string | undefined =>
  settled === asWritten ? written : settled

/** Whether nobody wrote the role after us, so that what it is the platform made of what we wrote. */
export const isOurs = ({ updatedAt }: RemoteRole, known: PrivateState): boolean =>
  updatedAt !== null && updatedAt === known['written']

/** After a read: the date of the content, where no other content can have that date. */
export const settledByRead = (remote: RemoteRole, serverTime: number | null, known: PrivateState): PrivateState => {
  const { updatedAt } = remote
  const written = isOurs(remote, known) ? updatedAt : null
  if (updatedAt === null || serverTime === null) return datesOf(written, null)
  return datesOf(written, serverTime - Date.parse(updatedAt) >= settledAfter ? updatedAt : null)
}

/**
 * After a write: what was written is what the platform has, or else the next plan would have to ask for each role that
 * an apply wrote. Only a change by somebody else between this answer and the end of its date's unit (a second at
 * Astro, a millisecond elsewhere) can have the same date; the list then still shows who made it. Where a role is shared
 * that somebody may well be another run with the same credential, so nothing is settled.
 */
export const settledByWrite = (
  { roleType }: Subject,
  { target, isShared }: { readonly target: AttributeValues; readonly isShared: boolean },
  remote: RemoteRole,
): PrivateState => {
  const isAsPlanned = differences(target, remote.attributes, storedOf(roleType)).length === 0
  return datesOf(remote.updatedAt, isAsPlanned && !isShared ? remote.updatedAt : null)
}
