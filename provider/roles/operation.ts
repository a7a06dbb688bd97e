import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { CallOptions, ParentId, RoleApi, TimeLimit } from '../platforms/role-api.js'
import type { Circle } from './circle.js'
import type { RoleClient } from './client.js'
import { parentOf } from './role-attributes.js'
import type { SettingsProblem } from './settings.js'
import type { Subject } from './subject.js'

/** What every step of an operation needs. */
export type RoleOperation = Subject & {
  readonly client: RoleClient
  readonly signal: AbortSignal
  /** What the role's resource allows it; null where the provider's limits count. */
  readonly limit: TimeLimit | null
}

/** An operation that can ask the platform about the roles of one parent. */
export type Connected = RoleOperation & Circle & { readonly api: RoleApi }

/** Every request of the operation ends in its time. */
const limited = (api: RoleApi, limit: TimeLimit): RoleApi => {
  const within = (options: CallOptions): CallOptions => ({ ...options, limit })
  return {
    ...api,
    create: (parent, attributes, options) => api.create(parent, attributes, within(options)),
    get: (parent, id, options) => api.get(parent, id, within(options)),
    list: (parent, options) => api.list(parent, within(options)),
    update: (parent, id, change, options) => api.update(parent, id, change, within(options)),
    delete: (parent, id, options) => api.delete(parent, id, within(options)),
  }
}

/** Sends nothing yet; or why the platform cannot be asked now. */
export const connectedTo = (parent: ParentId, operation: RoleOperation): Connected | SettingsProblem => {
  const reached = operation.client.apiFor(operation)
  if ('problem' in reached) return reached
  const { limit } = operation
  return { ...operation, parent, api: limit === null ? reached.api : limited(reached.api, limit) }
}

/** The same for what has to be found out although the time of the operation is over. */
export const withoutLimit = (connected: Connected): Connected => {
  const again = connectedTo(connected.parent, { ...connected, limit: null })
  return 'problem' in again ? connected : again
}

/** The same for a role that exists. */
export const connectedToRole = (role: AttributeValues, operation: RoleOperation): Connected | SettingsProblem => {
  const { client, roleType } = operation
  const parent = parentOf(role, roleType)
  const connected = connectedTo(parent, operation)
  if ('problem' in connected || parent !== null || roleType.parent === null) return connected
  return client.parentProblem(operation)
}
