/** No field of the API tells the roles that every organization and team has from the start; their ids do. */
import type { AttributeValues } from '../../model/role.js'
import { own } from '../../model/values.js'
import type { BuiltIn } from '../platform.js'

// https://northflank.com/docs/v1/application/secure/use-role-based-access-control
const byId: Readonly<Record<string, BuiltIn>> = { owner: 'fixed', admin: 'changeable', default: 'changeable' }

export const builtIn = (attributes: AttributeValues): BuiltIn | null => {
  const id = own(attributes, 'id')
  return typeof id === 'string' && Object.hasOwn(byId, id) ? (byId[id] ?? null) : null
}
