import { RolecallProvider } from '../bindings/provider/index.js'
import type { Construct, TerraformResource } from '../core.js'
import { TerraformProvider, TerraformStack } from '../core.js'

type Values = { readonly [name: string]: unknown }

/** Our provider constructs in the stack, whichever library made them. */
export const stackProviders = (construct: Construct): readonly TerraformProvider[] =>
  TerraformStack.of(construct)
    .node.findAll()
    .filter((found): found is TerraformProvider => TerraformProvider.isTerraformProvider(found))
    .filter(({ terraformResourceType }) => terraformResourceType === 'rolecall')

const usualProviders = new WeakMap<TerraformStack, TerraformProvider>()

/** The provider of roles that name none, where there is one by now. Once found it stays the one. */
export const usualProvider = (construct: Construct): TerraformProvider | null => {
  const stack = TerraformStack.of(construct)
  const found = usualProviders.get(stack) ?? stackProviders(stack).find(({ alias }) => alias === undefined)
  if (found) usualProviders.set(stack, found)
  return found ?? null
}

/** Who serves a role, as far as it is settled. */
export const providerOf = (role: TerraformResource): TerraformProvider | null => role.provider ?? usualProvider(role)

/** Without one the stack would not say where the provider comes from. It takes all from the environment. */
export const ensureProvider = (construct: Construct): void => {
  if (stackProviders(construct).length === 0) new RolecallProvider(construct, 'provider')
}

/** The provider of a role: its alias, and its settings by Terraform's names. */
export type RoleProvider = { readonly alias: string; readonly settings: Values }

const settingsOf = (provider: TerraformProvider): Values => {
  const written = provider.toTerraform() as {
    readonly provider?: { readonly [name: string]: readonly (Values | undefined)[] }
  }
  return written.provider?.[provider.terraformResourceType]?.[0] ?? {}
}

/** Who serves the roles of a stack, with each provider looked at once. */
export const createProviderFinder = (stack: TerraformStack): ((role: TerraformResource) => RoleProvider) => {
  const known = new Map<TerraformProvider, RoleProvider>()
  const look = (provider: TerraformProvider): RoleProvider => {
    const found = known.get(provider) ?? { alias: provider.alias ?? '', settings: settingsOf(provider) }
    known.set(provider, found)
    return found
  }
  const usual = usualProvider(stack)
  const fallback = usual ? look(usual) : { alias: '', settings: {} }
  return ({ provider }) => (provider ? look(provider) : fallback)
}
