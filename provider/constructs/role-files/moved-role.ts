import type { Construct } from '../core.js'
import { TerraformElement } from '../core.js'

/** A `moved` block beside those of the resources, of which each can write one. */
export class MovedRole extends TerraformElement {
  private readonly from: string
  private readonly to: string

  public constructor(scope: Construct, id: string, { from, to }: { readonly from: string; readonly to: string }) {
    super(scope, id)
    this.from = from
    this.to = to
  }

  public override toTerraform(): unknown {
    return { moved: [{ from: this.from, to: this.to }] }
  }

  public override toHclTerraform(): unknown {
    const reference = { isBlock: false, type: 'simple', storageClassType: 'reference' }
    return { moved: [{ from: { value: this.from, ...reference }, to: { value: this.to, ...reference } }] }
  }
}
