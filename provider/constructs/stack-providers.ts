import { RolecallProvider } from './bindings/provider/index.js'
import type { Construct } from './core.js'
import { TerraformProvider, TerraformStack } from './core.js'

/** Our provider constructs in the stack, whichever library made them. */
export const stackProviders = (construct: Construct): readonly TerraformProvider[] =>
  TerraformStack.of(construct)
    .node.findAll()
    .filter((found): found is TerraformProvider => TerraformProvider.isTerraformProvider(found))
    .filter(({ terraformResourceType }) => terraformResourceType === 'rolecall')

/** Without one the stack would not say where the provider comes from. It takes all from the environment. */
export const ensureProvider = (construct: Construct): void => {
  if (stackProviders(construct).length === 0) new RolecallProvider(construct, 'provider')
}
