import type { Construct } from './core.js'
import { TerraformResource } from './core.js'
import { hclAttributes } from './hcl-attributes.js'

/** Attributes as Terraform's JSON has them. */
export type ResourceAttributes = { readonly [name: string]: unknown }

/** A role of a role file. Its address is `rolecall_<type>.<key>`, whatever construct holds it. */
export class RoleResource extends TerraformResource {
  private readonly attributes: ResourceAttributes

  /** @internal */
  public constructor(scope: Construct, type: string, key: string, attributes: ResourceAttributes) {
    super(scope, `${type}-${key}`, {
      terraformResourceType: `rolecall_${type}`,
      terraformGeneratorMetadata: { providerName: 'rolecall' },
    })
    this.attributes = attributes
    this.overrideLogicalId(key)
  }

  /** The id the platform gives the role. */
  public get id(): string {
    return this.getStringAttribute('id')
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { ...this.attributes }
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return hclAttributes(this.attributes)
  }
}
