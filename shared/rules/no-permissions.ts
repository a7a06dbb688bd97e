/** RC006: the platform refuses a role that grants nothing. */
import type { GrantedList } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import type { RoleType } from '../model/role.js'
import { platformOf } from '../platforms/registry.js'
import { problem } from './problem.js'

/** `lists`: all that a role of this type has. */
export const noPermissions = (lists: readonly GrantedList[], type: RoleType): readonly Problem[] => {
  if (!type.needsPermissions) return []
  // A list that is missing or no list at all is RC008; one with something unknown in it is not empty.
  if (!lists.every(({ value }) => Array.isArray(value) && value.length === 0)) return []
  const path = lists[0]?.path ?? []
  return [problem('RC006', path, `${platformOf(type).title} refuses a role without permissions. Grant at least one.`)]
}
