/** What whoever starts the sandbox sees of it. */
import type { PlatformKey } from '@rolecall/shared/platforms/registry.js'
import type { Tenant } from './platform.js'
import type { sandboxPlatforms } from './platforms.js'

export type { AstroOrganizationAccess } from './astro/platform.js'
export type { JitsudoTenantAccess } from './jitsudo/platform.js'
export type { NorthflankOrganizationAccess } from './northflank/platform.js'
export type { MissingOperations, SandboxOptions } from './options.js'
export { SandboxError } from './options.js'

type Opened<Key extends PlatformKey> = ReturnType<(typeof sandboxPlatforms)[Key]['open']>

type Names = {
  readonly [Key in PlatformKey]: keyof ReturnType<Opened<Key>['tenants']>[number]['env']
}[PlatformKey]

/** The variables of the provider block for the first organization, team and tenant. */
export type SandboxEnvironment = { readonly [name in Names]: string }

/** An organization or a tenant of a platform, with the tokens that open it. */
export type SandboxTenant = Tenant<string> & { readonly platform: PlatformKey }

/** The services. Of each the first organization or tenant is the one that `env` is about. */
type Services = { readonly [Key in PlatformKey]: { readonly origin: string } & Opened<Key>['access'] }

/** The role APIs, listening. */
export type Sandbox = Services & {
  readonly env: SandboxEnvironment
  /** Every organization and tenant. */
  readonly tenants: readonly SandboxTenant[]
  /** Lines a person should read, such as that tokens had to be made anew. */
  readonly notices: readonly string[]
  /** Finishes the answers under way, then frees the ports and the state file. */
  close(): Promise<void>
}
