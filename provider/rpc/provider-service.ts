import type { ProviderServer } from '../framework/provider-server.js'
import type { Logger } from '../framework/resource.js'
import type { GrpcService } from '../plugin/grpc/service.js'
import { applyResourceChange } from './apply-resource-change.js'
import { callFunction, getFunctions } from './call-function.js'
import { configureProvider, stopProvider, validateProviderConfig } from './configure-provider.js'
import { getMetadata, getProviderSchema } from './get-provider-schema.js'
import { importResourceState } from './import-resource-state.js'
import { planResourceChange } from './plan-resource-change.js'
import { readDataSource, validateDataSourceConfig } from './read-data-source.js'
import { readResource } from './read-resource.js'
import { seldom, seldomStream } from './rpc.js'
import { serviceName } from './service-name.js'
import { upgradeResourceState } from './upgrade-resource-state.js'
import { validateResourceConfig } from './validate-resource-config.js'

const rpcs = [
  getMetadata,
  getProviderSchema,
  validateProviderConfig,
  configureProvider,
  stopProvider,
  validateResourceConfig,
  upgradeResourceState,
  readResource,
  planResourceChange,
  applyResourceChange,
  importResourceState,
  seldom('MoveResourceState', async () => (await import('./move-resource-state.js')).moveResourceState),
  seldom(
    'GetResourceIdentitySchemas',
    async () => (await import('./get-resource-identity-schemas.js')).getResourceIdentitySchemas,
  ),
  seldom(
    'UpgradeResourceIdentity',
    async () => (await import('./upgrade-resource-identity.js')).upgradeResourceIdentity,
  ),
  seldom('GenerateResourceConfig', async () => (await import('./generate-resource-config.js')).generateResourceConfig),
  seldom('ValidateListResourceConfig', async () => (await import('./list-resource.js')).validateListResourceConfig),
  seldomStream('ListResource', async () => (await import('./list-resource.js')).listResource),
  validateDataSourceConfig,
  readDataSource,
  getFunctions,
  callFunction,
]

const silent = (): void => undefined
const noLog: Logger = { trace: silent, debug: silent, info: silent, warn: silent, error: silent }

/**
 * The provider as Terraform calls it: tfplugin6, protocol 6.11. Calls that are not listed are answered
 * as unimplemented, by which newer clients find out what a provider can do.
 */
export const providerService = (server: ProviderServer, log: Logger = noLog): GrpcService => ({
  name: serviceName,
  methods: Object.fromEntries(rpcs.map(({ name, method }) => [name, method(server, log)])),
})
