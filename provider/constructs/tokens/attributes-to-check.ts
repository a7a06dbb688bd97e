import { isResourceOption } from '@rolecall/shared/model/resource-options.js'
import type { TerraformResource } from '../core.js'
import { overriddenNames, writtenAttributes } from './written-attributes.js'

type Values = { readonly [name: string]: unknown }

/**
 * The attributes of a role before patterns are expanded, with what overrides add to them, and without what is
 * Terraform's business alone. `asWritten`: the attributes that overrides changed, in which no pattern is expanded.
 */
export const attributesToCheck = (
  resource: TerraformResource,
  before: Values,
): { readonly values: Values; readonly asWritten: readonly string[] } => {
  const asWritten = overriddenNames(resource)
  const written = asWritten.length > 0 ? (writtenAttributes(resource) ?? {}) : {}
  const overridden = Object.entries(written).filter(([name]) => asWritten.includes(name))
  const all = [...Object.entries(before), ...overridden]
  return { values: Object.fromEntries(all.filter(([name]) => !isResourceOption(name))), asWritten }
}
