import type { TerraformResource } from '../core.js'
import { overriddenNames, writtenAttributes } from './written-attributes.js'

type Values = { readonly [name: string]: unknown }

const sources = new WeakMap<TerraformResource, () => Values>()

/** Where the attributes of a role stand before patterns are expanded. */
export const rememberValues = (role: TerraformResource, values: () => Values): void => void sources.set(role, values)

/**
 * The attributes of a role by Terraform's names, as they are now; permissions may be patterns still. Null where the
 * role has moved to another resource. Writing a role for each look at its name would cost as much as synth itself.
 */
export const currentValues = (role: TerraformResource): Values | null => {
  const source = sources.get(role)
  const isPlain = overriddenNames(role).length === 0 && !role.hasResourceMove()
  return source && isPlain ? source() : writtenAttributes(role)
}
