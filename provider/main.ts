import type { GrpcService } from './plugin/grpc/service.js'
import type { Log } from './plugin/log.js'
import { serve } from './plugin/serve.js'

/** In the bundle a module that is imported here is evaluated then, and not before the handshake. */
const load = async (log: Log): Promise<readonly GrpcService[]> => {
  const { rolecallServices } = await import('./services.js')
  return rolecallServices(log)
}

/** For a debugger, see plugin/reattach.ts. */
const debug = async (): Promise<void> => {
  const { serveForDebugger } = await import('./debug.js')
  await serveForDebugger(load)
}

void (process.argv.includes('--debug') ? debug() : serve({ name: 'rolecall', load }))
