import type { Construct, TerraformResource } from './core.js'
import { roleTypeOf } from './role-type-of.js'

/** Whether a construct is a role that the stack deploys, of whatever origin. For aspects, which see every construct. */
export const isRole = (construct: Construct): construct is TerraformResource => roleTypeOf(construct) !== null
