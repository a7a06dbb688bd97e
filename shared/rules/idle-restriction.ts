/** RC011: a restriction that restricts nothing. What that is, the platform says. */
import type { Problem } from '../model/problem.js'
import { platformOf } from '../platforms/registry.js'
import { problem } from './problem.js'
import type { RoleRule } from './rule.js'

export const idleRestriction = {
  code: 'RC011',
  title: 'Restriction without effect',
  severity: 'warning',
  needsWholeRole: true,
  looksAt: 'role',
  run: (role, type): readonly Problem[] =>
    (platformOf(type).idleRestrictions?.(role.attributes) ?? []).map(({ path, message }) =>
      problem(idleRestriction, path, message),
    ),
} satisfies RoleRule
