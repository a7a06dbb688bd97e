import { createProviderServer } from './framework/server.js'
import type { GrpcService } from './plugin/grpc/service.js'
import type { Log } from './plugin/log.js'
import { rolecallProvider } from './roles/provider.js'
import { providerService } from './rpc/provider-service.js'

/** All of the provider that the handshake does not need. */
export const rolecallService = (log: Log): GrpcService =>
  providerService(createProviderServer(rolecallProvider, { log }), log)
