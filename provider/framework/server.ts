import { setMaxListeners } from 'node:events'
import { configure } from './configure.js'
import type { Engine } from './engine.js'
import type { ListCall, Listed } from './list.js'
import type { Provider } from './provider.js'
import type { ProviderServer } from './provider-server.js'
import type { Context, Logger } from './resource.js'
import { validateDataSource, validateList, validateProvider, validateResource } from './validate.js'

/** Every request of every call listens to one signal, which is no leak. */
const interruptible = (): AbortController => {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}

const listed = async function* <Client>(engine: Engine<Client>, request: ListCall): AsyncGenerator<Listed> {
  const { listResource } = await import('./list.js')
  yield* listResource(engine, request)
}

/**
 * The engine over one provider. It keeps the client of the last ConfigureProvider and a signal that
 * StopProvider aborts, nothing else, so calls may run at once. Most of Terraform's starts of a provider
 * only validate, so the rest is loaded when it is called.
 */
export const createProviderServer = <Client>(
  provider: Provider<Client>,
  { log }: { readonly log: Logger },
): ProviderServer => {
  let client: Client | null = null
  let interruption = interruptible()

  /** Types promise a client, since Terraform configures before all calls that get a context. */
  const now = (): Engine<Client> => ({
    provider,
    log,
    context: { client: client as Client, signal: interruption.signal, log } satisfies Context<Client>,
  })

  const loaded =
    <Request, Answer>(load: () => Promise<(engine: Engine<Client>, request: Request) => Promise<Answer>>) =>
    async (request: Request): Promise<Answer> => {
      const engine = now()
      return (await load())(engine, request)
    }

  return {
    name: provider.name,
    version: provider.version,
    schema: provider.schema,
    resources: new Map(provider.resources.map(({ type, schema }) => [type, schema])),
    lists: new Map(provider.resources.flatMap(({ type, list }) => (list ? [[type, list.schema] as const] : []))),
    identities: new Map(
      provider.resources.flatMap(({ type, identity }) => (identity ? [[type, identity.schema] as const] : [])),
    ),
    dataSources: new Map(provider.dataSources.map(({ type, schema }) => [type, schema])),
    functions: new Map(provider.functions.map((each) => [each.name, each])),

    validateProviderConfig: (config) => validateProvider(now(), config),
    configureProvider: async (request) => {
      // A process that is attached to serves many runs: nothing of the one before may stay.
      client = null
      interruption = interruptible()
      const configured = await configure(provider, request, { log, signal: interruption.signal })
      client = configured.client
      return { diagnostics: configured.diagnostics }
    },
    validateResourceConfig: (request) => validateResource(now(), request),
    upgradeResourceState: loaded(async () => (await import('./upgrade.js')).upgradeResource),
    readResource: loaded(async () => (await import('./read.js')).readResource),
    planResourceChange: loaded(async () => (await import('./plan.js')).planResource),
    applyResourceChange: loaded(async () => (await import('./apply.js')).applyResource),
    importResourceState: loaded(async () => (await import('./import.js')).importResource),
    upgradeResourceIdentity: loaded(async () => (await import('./upgrade-identity.js')).upgradeIdentity),
    generateResourceConfig: loaded(async () => (await import('./generate-config.js')).generateConfig),
    validateListResourceConfig: (request) => validateList(now(), request),
    listResource: (request) => listed(now(), request),
    moveResourceState: loaded(async () => (await import('./move.js')).moveResource),
    validateDataSourceConfig: (request) => validateDataSource(now(), request),
    readDataSource: loaded(async () => (await import('./read-data-source.js')).readDataSource),
    callFunction: loaded(async () => (await import('./call-function.js')).callFunction),
    stop: () => interruption.abort(),
  }
}
