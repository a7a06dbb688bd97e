import type { GrpcService } from './plugin/grpc/service.js'
import type { Log } from './plugin/log.js'
import { createLog } from './plugin/log.js'
import { startReattached } from './plugin/reattach.js'

const sources = ['registry.terraform.io/rolecall/rolecall', 'registry.opentofu.org/rolecall/rolecall']

/** Serves terraform runs of another shell until Ctrl-C, and prints what that shell has to export. */
export const serveForDebugger = async (load: (log: Log) => Promise<GrpcService>): Promise<void> => {
  const log = createLog('rolecall', process.env)
  const { environment, close } = await startReattached({ sources, services: [await load(log)], log })
  process.stdout.write(`export TF_REATTACH_PROVIDERS='${environment.TF_REATTACH_PROVIDERS}'\n`)
  process.once('SIGINT', () => void close())
  process.once('SIGTERM', () => void close())
}
