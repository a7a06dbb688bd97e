/**
 * A plan that will write asks the platform once, so that a wrong credential or parent is said before an apply. Reads
 * have asked already; a plan of nothing but new roles, or one without refresh, has not.
 */

import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { isFoundByLabel } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import { planErrors } from './causes.js'
import { lookUp } from './lookup.js'
import type { RoleOperation } from './operation.js'
import { connectedTo } from './operation.js'
import { labelOf, parentOf } from './role-attributes.js'
import type { Subject } from './subject.js'

const isKnown = (role: AttributeValues, { roleType }: Subject): boolean => {
  const { parent } = roleType
  const id = parent && (role[parent.attribute] ?? null)
  if (parent && (id === null || id === unknown)) return false
  return !isFoundByLabel(roleType) || labelOf(role, roleType) !== ''
}

export const askOnce = async (operation: RoleOperation, role: AttributeValues): Promise<Diagnostics> => {
  const { adapter, client, roleType } = operation
  const parent = parentOf(role, roleType)
  const connected = connectedTo(parent, operation)
  // With credentials that are not known yet the plan of new roles goes on.
  if ('problem' in connected) return connected.late ? [] : planErrors(operation, connected)
  if (!isKnown(role, operation)) return []
  if (client.causes.hasAnswered(operation, parent)) return []
  const asked = await client.once(`first of ${adapter.platform.key} in ${parent}`, () => lookUp(connected, role))
  return asked.ok ? [] : planErrors(operation, asked.failure)
}
