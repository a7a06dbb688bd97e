import type { GrpcService } from './plugin/grpc/service.js'
import type { Log } from './plugin/log.js'
import { serve } from './plugin/serve.js'
import { serviceName } from './rpc/service-name.js'

/** In the bundle a module that is imported here is evaluated then, and not before the handshake. */
const load = async (log: Log): Promise<GrpcService> => {
  const { rolecallService } = await import('./service.js')
  return rolecallService(log)
}

/** Terraform starts a process for the schema alone, see schema-answer.ts. */
const light: GrpcService['methods'] = {
  GetProviderSchema: { kind: 'unary', handle: async () => (await import('./schema-answer.js')).schemaAnswer() },
  GetResourceIdentitySchemas: {
    kind: 'unary',
    handle: async () => (await import('./schema-answer.js')).identityAnswer(),
  },
}

/** For a debugger, see plugin/reattach.ts. */
const debug = async (): Promise<void> => {
  const { serveForDebugger } = await import('./debug.js')
  await serveForDebugger(load)
}

void (process.argv.includes('--debug') ? debug() : serve({ name: 'rolecall', service: serviceName, load, light }))
