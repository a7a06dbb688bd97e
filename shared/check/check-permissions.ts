/** The rules for permissions that belong to no role yet: arguments of a function, a line being typed. */
import type { Problem } from '../model/problem.js'
import { onePerSite } from '../rules/one-per-site.js'
import { wrongPermissions } from '../rules/one-permission.js'
import type { PermissionOptions } from '../rules/rule.js'

/** The path of each problem is the position in `permissions`. */
export const checkPermissions = (
  permissions: readonly string[],
  scope: string | null,
  options: PermissionOptions,
): readonly Problem[] =>
  onePerSite(
    wrongPermissions(
      permissions.map((value, index) => ({ path: [index], value, scope })),
      options,
    ),
    ({ path }) => String(path[0]),
  )
