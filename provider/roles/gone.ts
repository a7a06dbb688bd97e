import { error } from '../framework/diagnostic.js'
import { labelOf, placeNoun, placeOf, roleIdOf } from './role-attributes.js'
import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import type { RoleApi } from '../platforms/role-api.js'
import type { RoleClient } from './client.js'
import type { Subject } from './state.js'

/**
 * Why a role that answers 404 need not be gone; null where it is. Below a wrong base URL everything answers 404,
 * and to believe that would make terraform forget roles that exist. So their list is asked as well.
 */
export const doubtfullyGone = async (
  { adapter, roleType }: Subject,
  role: AttributeValues,
  client: RoleClient,
  api: RoleApi,
  signal: AbortSignal,
): Promise<Diagnostic | null> => {
  const list = await client.lists.names(api, roleType, placeOf(role, roleType), signal)
  if (list.ok || list.failure.kind !== 'not-found') return null
  const { title } = adapter.platform
  // One that is being imported has no name yet.
  const shown = labelOf(role, roleType) || roleIdOf(role, roleType)
  return error(
    `${title} answers 404 for the role ${JSON.stringify(shown)} and for the list of all roles`,
    `So the role may well exist, and it stays in the state.\n${list.failure.detail}\n` +
      `If the ${placeNoun(roleType)} itself was deleted, terraform state rm forgets its roles.`,
  )
}
