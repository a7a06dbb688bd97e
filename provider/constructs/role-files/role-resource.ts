import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import type { Construct } from '../core.js'
import { TerraformResource } from '../core.js'
import { expandPatterns } from '../pattern-attributes.js'
import { rulesOf } from '../stack/synth-rules.js'
import { hclAttributes } from './hcl-attributes.js'

/** Attributes as Terraform's JSON has them. */
export type ResourceAttributes = { readonly [name: string]: unknown }

type Expanded = {
  readonly attributes: ResourceAttributes
  readonly catalog: Catalog
  readonly expanded: ResourceAttributes
}

/**
 * A role of a role file. Its address is `rolecall_<type>.<key>`, whatever construct holds it. Each attribute that a
 * file can set is a property too, named as in the bindings: `permissions`, and `permissionsInput` for what stands in
 * the file. What is set counts, and is checked at synth.
 */
export class RoleResource extends TerraformResource {
  private readonly roleType: RoleType
  private attributes: ResourceAttributes
  private last: Expanded | null = null

  /** @internal */
  public isChanged = false

  /** @internal */
  public constructor(scope: Construct, id: string, type: RoleType, key: string, attributes: ResourceAttributes) {
    super(scope, id, {
      terraformResourceType: `rolecall_${type.name}`,
      terraformGeneratorMetadata: { providerName: 'rolecall' },
    })
    this.roleType = type
    this.attributes = attributes
    this.overrideLogicalId(key)
  }

  /** The id the platform gives the role. */
  public get id(): string {
    return this.getStringAttribute('id')
  }

  /**
   * The attributes by Terraform's names, as they are now.
   * @internal
   */
  public get values(): ResourceAttributes {
    return this.attributes
  }

  /** @internal */
  public change(name: string, value: unknown): void {
    this.attributes = { ...this.attributes, [name]: value }
    this.isChanged = true
  }

  /** Asked for whenever somebody looks at the role. */
  private get expanded(): { [name: string]: unknown } {
    const { attributes, roleType } = this
    const catalog = rulesOf(this).catalogOf(platformOf(roleType).key)
    if (this.last?.attributes !== attributes || this.last.catalog !== catalog)
      this.last = { attributes, catalog, expanded: expandPatterns(attributes, roleType, catalog) }
    return { ...this.last.expanded }
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return this.expanded
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return hclAttributes(this.expanded)
  }
}
