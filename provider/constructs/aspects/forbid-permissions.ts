import { coversPermission, isPattern, patternProblem } from '@rolecall/shared/catalog/pattern.js'
import { allOf } from '@rolecall/shared/model/wording.js'
import { platformOf, platforms } from '@rolecall/shared/platforms/registry.js'
import type { Construct, TerraformResource } from '../core.js'
import { grantsOf } from '../grants-of.js'
import { roleTypeOf } from '../role-type-of.js'
import type { Findings } from '../stack/report.js'
import { createRoleVisitor } from './role-aspect.js'

const isUsable = (pattern: string): boolean =>
  platforms.some(({ permission }) => patternProblem(pattern, permission.separator) === null)

const look = (forbidden: readonly string[], role: TerraformResource): Findings => {
  const type = roleTypeOf(role)
  const separator = type && platformOf(type).permission.separator
  const { permissions, complete } = grantsOf(role)
  const found = permissions.filter((value) => forbidden.some((one) => coversPermission(one, value, separator)))
  return {
    errors:
      found.length > 0 ? [`The role grants ${allOf(found)}, which \`ForbidPermissions\` forbids. Remove it.`] : [],
    warnings: complete
      ? []
      : [
          `Whether the role grants ${allOf(forbidden)} is not known before the plan: part of what it grants comes later.`,
        ],
  }
}

/**
 * Forbids permissions in all roles of a scope: what a role grants in the end counts, with patterns expanded and
 * whatever other aspects change. A permission that no catalog knows is forbidden all the same.
 * @example
 * Aspects.of(stack).add(new ForbidPermissions(['deployment.delete', 'deployment.apiTokens.*']))
 */
export class ForbidPermissions {
  /** For the core. */
  public readonly visit: (construct: Construct) => void

  /** @param permissions permissions, and patterns for them */
  public constructor(permissions: readonly string[]) {
    const [odd] = permissions.filter((one) => isPattern(one) && !isUsable(one))
    if (odd !== undefined)
      throw new Error(`ForbidPermissions: \`${odd}\` is a pattern for no platform, so it would forbid nothing.`)
    if (permissions.length === 0) throw new Error('ForbidPermissions has no permissions, so it would forbid nothing.')
    this.visit = createRoleVisitor((role) => look(permissions, role))
  }
}
