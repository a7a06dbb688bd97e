/**
 * Matchers for unit tests of stacks, for the `expect` of vitest and jest, with either core.
 * @example
 * expect.extend({ toGrant, toHaveRole, toStayWithin })
 * expect(stack).toHaveRole('astro_role.viewer', { scope_type: 'DEPLOYMENT' })
 * expect(stack).not.toGrant('deployment.delete')
 * expect(stack).toStayWithin('medium')
 * @module
 */

import type { Level } from './matcher.js'

export type { Level, MatcherContext, MatcherResult } from './matcher.js'
export { toGrant } from './to-grant.js'
export { toHaveRole } from './to-have-role.js'
export { toStayWithin } from './to-stay-within.js'

/** What `expect(…)` has once these matchers are in it. */
export interface RoleMatchers<R = void> {
  /** The role, or the roles below a construct together, grant all of these; with `not`, none of them. */
  toGrant(...permissions: readonly string[]): R
  /** By address, name or slug, with these attributes among its own; their names are Terraform's. */
  toHaveRole(role: string, attributes?: { readonly [name: string]: unknown }): R
  /** No role grants more than this level. */
  toStayWithin(level: Level): R
}

declare global {
  // vitest and the types of jest both look here for matchers of others.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars
    interface Matchers<R, T = {}> extends RoleMatchers<R> {}
  }
}
