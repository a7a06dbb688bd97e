import type { Construct, TerraformResource } from '../core.js'
import { roleTypeOf } from '../role-type-of.js'
import type { Findings } from '../stack/report.js'
import { writtenAttributes } from '../tokens/written-attributes.js'
import { createRoleVisitor } from './role-aspect.js'

const nothing: Findings = { errors: [], warnings: [] }

const look = (role: TerraformResource): Findings => {
  const values = writtenAttributes(role)
  if (values === null || !Object.hasOwn(roleTypeOf(role)?.attributes ?? {}, 'description')) return nothing
  const { description } = values
  const isMissing = description === undefined || description === null || String(description).trim() === ''
  return isMissing ? { ...nothing, errors: ['The role has no `description`. Say what it is for.'] } : nothing
}

/**
 * Asks every role of a scope to say what it is for.
 * @example
 * Aspects.of(stack).add(new RequireDescription())
 */
export class RequireDescription {
  /** For the core. */
  public readonly visit: (construct: Construct) => void = createRoleVisitor(look)
}
