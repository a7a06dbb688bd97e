/** RC006: the platform refuses a role that grants nothing. */
import type { Problem } from '../model/problem.js'
import { platformOf } from '../platforms/registry.js'
import { problem } from './problem.js'
import type { RoleRule } from './rule.js'

export const noPermissions = {
  code: 'RC006',
  title: 'No permissions',
  severity: 'error',
  needsWholeRole: true,
  looksAt: 'role',
  run: (_, type, lists): readonly Problem[] => {
    if (!type.needsPermissions) return []
    // A list that is missing or no list at all is RC008; one with something unknown in it is not empty.
    if (!lists.every(({ value }) => Array.isArray(value) && value.length === 0)) return []
    const message = `${platformOf(type).title} refuses a role without permissions. Grant at least one.`
    return [problem(noPermissions, lists[0]?.path ?? [], message)]
  },
} satisfies RoleRule
