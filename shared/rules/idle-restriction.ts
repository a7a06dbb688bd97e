/** RC011: a restriction that restricts nothing. What that is, the platform says. */
import type { Problem } from '../model/problem.js'
import type { Role, RoleType } from '../model/role.js'
import { platformOf } from '../platforms/registry.js'
import { problem } from './problem.js'

export const idleRestrictions = (role: Role, type: RoleType): readonly Problem[] =>
  (platformOf(type).idleRestrictions?.(role.attributes) ?? []).map(({ path, message }) =>
    problem('RC011', path, message),
  )
