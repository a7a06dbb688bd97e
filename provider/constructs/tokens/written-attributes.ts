import type { TerraformResource } from '../core.js'

type Values = { readonly [name: string]: unknown }

/** What a resource has beside its attributes: arguments that Terraform gives to all, and the core's comment. */
const meta: ReadonlySet<string> = new Set([
  '//',
  'connection',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
])

/**
 * The attributes of a resource by Terraform's names as they go into the stack, with what overrides add; tokens stay
 * tokens. Null where it has moved away, so that the stack has none.
 */
export const writtenAttributes = (resource: TerraformResource): Values | null => {
  const { resource: written } = resource.toTerraform() as {
    readonly resource?: { readonly [type: string]: { readonly [id: string]: Values } }
  }
  const attributes = written?.[resource.terraformResourceType]?.[resource.friendlyUniqueId]
  if (!attributes) return null
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !meta.has(name)))
}

/** Those that an override changed after the construct was made, by their names. */
export const overriddenNames = (resource: TerraformResource): readonly string[] => {
  const { overrides } = resource.toMetadata() as {
    readonly overrides?: { readonly [type: string]: readonly string[] }
  }
  return overrides?.[resource.terraformResourceType] ?? []
}
