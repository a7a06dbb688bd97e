import type { ValueRecord } from '../value/value.js'
import type { Diagnostics } from './diagnostic.js'
import { guarded } from './engine.js'
import type { Provider } from './provider.js'
import type { Logger } from './resource.js'

export type Configured<Client> = { readonly client: Client | null; readonly diagnostics: Diagnostics }

/** A provider that cannot be configured has no client. */
export const configure = async <Client>(
  provider: Provider<Client>,
  request: { readonly terraformVersion: string; readonly config: ValueRecord },
  environment: { readonly log: Logger; readonly signal: AbortSignal },
): Promise<Configured<Client>> =>
  guarded(
    environment.log,
    'configuring the provider',
    () => provider.configure(request.config, { terraformVersion: request.terraformVersion, ...environment }),
    (diagnostics) => ({ client: null, diagnostics }),
  )
