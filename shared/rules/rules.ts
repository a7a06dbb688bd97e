/** All rules. What else is said of a code anywhere is asked of its rule here. */
import { homePage } from '../model/home.js'
import type { ProblemCode } from '../model/problem.js'
import { blastRadiusLimit } from './blast-radius-limit.js'
import { coveredPermission } from './covered-permission.js'
import { duplicatePermission } from './duplicate-permission.js'
import { emptyPattern } from './empty-pattern.js'
import { idleRestriction } from './idle-restriction.js'
import { malformedPermission } from './malformed-permission.js'
import { noPermissions } from './no-permissions.js'
import { outdatedPermission } from './outdated-permission.js'
import { repeatedRole } from './repeated-role.js'
import type { Rule } from './rule.js'
import { unacceptableText } from './unacceptable-text.js'
import { unknownPermission } from './unknown-permission.js'
import { unreadableFile } from './unreadable-file.js'
import { wrongAttribute } from './wrong-attribute.js'
import { wrongScope } from './wrong-scope.js'

/** By code. The compiler asks for a rule of each code, and for each under its own. */
export const rules: { readonly [Code in ProblemCode]: Rule & { readonly code: Code } } = {
  RC001: unknownPermission,
  RC002: duplicatePermission,
  RC003: wrongScope,
  RC004: outdatedPermission,
  RC005: malformedPermission,
  RC006: noPermissions,
  RC007: unacceptableText,
  RC008: wrongAttribute,
  RC009: blastRadiusLimit,
  RC010: emptyPattern,
  RC011: idleRestriction,
  RC012: repeatedRole,
  RC013: unreadableFile,
  RC014: coveredPermission,
}

const isOf =
  <Kind extends Rule['looksAt']>(kind: Kind) =>
  (rule: Rule): rule is Extract<Rule, { readonly looksAt: Kind }> =>
    rule.looksAt === kind

const unranked = Number.MAX_SAFE_INTEGER

/** The rules that look at one kind of thing: first those that win at a site. */
export const rulesOn = <Kind extends Rule['looksAt']>(kind: Kind) =>
  Object.values<Rule>(rules)
    .filter(isOf(kind))
    .sort((one, other) => (one.rank ?? unranked) - (other.rank ?? unranked))

/** The page with cause, example and fix. */
export const rulePage = (code: ProblemCode): string => `${homePage}/blob/main/provider/docs/problems/${code}.md`
