import { setMaxListeners } from 'node:events'
import { applyResource } from './apply.js'
import { callFunction } from './call-function.js'
import { configure } from './configure.js'
import type { Engine } from './engine.js'
import { importResource } from './import.js'
import { planResource } from './plan.js'
import type { Provider } from './provider.js'
import type { ProviderServer } from './provider-server.js'
import { readResource } from './read.js'
import { readDataSource } from './read-data-source.js'
import type { Context, Logger } from './resource.js'
import { upgradeResource } from './upgrade.js'
import { validateDataSource, validateProvider, validateResource } from './validate.js'

/** Every request of every call listens to one signal, which is no leak. */
const interruptible = (): AbortController => {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}

/**
 * The engine over one provider. It keeps the client of the last ConfigureProvider and a signal that
 * StopProvider aborts, nothing else, so calls may run at once.
 */
export const createProviderServer = <Client>(
  provider: Provider<Client>,
  { log }: { readonly log: Logger },
): ProviderServer => {
  let client: Client | null = null
  let interruption = interruptible()

  const engine: Engine<Client> = {
    provider,
    log,
    // Types promise a client, since Terraform configures before all calls that get a context.
    context: () => ({ client: client as Client, signal: interruption.signal, log }) satisfies Context<Client>,
  }

  return {
    name: provider.name,
    version: provider.version,
    schema: provider.schema,
    resources: new Map(provider.resources.map(({ type, schema }) => [type, schema])),
    dataSources: new Map(provider.dataSources.map(({ type, schema }) => [type, schema])),
    functions: new Map(provider.functions.map((each) => [each.name, each])),

    validateProviderConfig: (config) => validateProvider(engine, config),
    configureProvider: async (request) => {
      // A process that is attached to serves many runs: nothing of the one before may stay.
      client = null
      interruption = interruptible()
      const configured = await configure(provider, request, { log, signal: interruption.signal })
      client = configured.client
      return { diagnostics: configured.diagnostics }
    },
    validateResourceConfig: (request) => validateResource(engine, request),
    upgradeResourceState: (request) => upgradeResource(engine, request),
    readResource: (request) => readResource(engine, request),
    planResourceChange: (request) => planResource(engine, request),
    applyResourceChange: (request) => applyResource(engine, request),
    importResourceState: (request) => importResource(engine, request),
    validateDataSourceConfig: (request) => validateDataSource(engine, request),
    readDataSource: (request) => readDataSource(engine, request),
    callFunction: (request) => callFunction(engine, request),
    stop: () => interruption.abort(),
  }
}
