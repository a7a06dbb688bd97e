import type { ParentId, RoleApi } from '../platforms/role-api.js'
import type { Circle } from './circle.js'
import type { RoleClient } from './client.js'
import type { SettingsProblem } from './settings.js'
import type { Subject } from './subject.js'

/** What every step of an operation needs. */
export type RoleOperation = Subject & { readonly client: RoleClient; readonly signal: AbortSignal }

/** An operation that can ask the platform about the roles of one parent. */
export type Connected = RoleOperation & Circle & { readonly api: RoleApi }

/** Sends nothing yet; or why the platform cannot be asked now. */
export const connectedTo = (parent: ParentId, operation: RoleOperation): Connected | SettingsProblem => {
  const reached = operation.client.apiFor(operation)
  return 'problem' in reached ? reached : { ...operation, parent, api: reached.api }
}
