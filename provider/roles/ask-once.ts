/**
 * A plan that will write asks the platform once, so that a wrong credential or parent is said before an apply. Reads
 * have asked already; a plan of nothing but new roles, or one without refresh, has not.
 */

import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { isFoundByLabel } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import { planErrors } from './causes.js'
import type { RoleClient } from './client.js'
import { lookUp } from './lookup.js'
import { labelOf, parentOf } from './role-attributes.js'
import type { Subject } from './subject.js'

const isKnown = (role: AttributeValues, { roleType }: Subject): boolean => {
  const { parent } = roleType
  const id = parent && (role[parent.attribute] ?? null)
  if (parent && (id === null || id === unknown)) return false
  return !isFoundByLabel(roleType) || labelOf(role, roleType) !== ''
}

export const askOnce = async (
  subject: Subject,
  role: AttributeValues,
  client: RoleClient,
  signal: AbortSignal,
): Promise<Diagnostics> => {
  const { adapter, roleType } = subject
  const reached = client.apiFor(adapter, roleType)
  // With credentials that are not known yet the plan of new roles goes on.
  if ('problem' in reached) return reached.late ? [] : planErrors(subject, client, reached)
  if (!isKnown(role, subject)) return []
  const parent = parentOf(role, roleType)
  if (client.causes.hasAnswered(subject, parent)) return []
  const asked = await client.once(`first of ${adapter.platform.key} in ${parent}`, () =>
    lookUp(subject, client, reached.api, parent, role, signal),
  )
  return asked.ok ? [] : planErrors(subject, client, asked.failure)
}
