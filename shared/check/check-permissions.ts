/** The rules for permissions that belong to no role yet: arguments of a function, a line being typed. */
import type { Problem } from '../model/problem.js'
import { firstOfEachSite } from '../rules/exclusive.js'
import type { PermissionOptions } from '../rules/one-permission.js'
import { wrongPermissions } from '../rules/one-permission.js'

/** RC001, RC003, RC004, RC005 and RC010; the path of each problem is the position in `permissions`. */
export const checkPermissions = (
  permissions: readonly string[],
  scope: string | null,
  options: PermissionOptions,
): readonly Problem[] =>
  firstOfEachSite(
    wrongPermissions(
      permissions.map((value, index) => ({ path: [index], value, scope })),
      options,
    ),
  )
