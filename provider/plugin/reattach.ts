import type { ServerHttp2Session } from 'node:http2'
import { controller } from './controller.js'
import type { GrpcService } from './grpc/service.js'
import { methodsByPath } from './grpc/service.js'
import { health } from './health.js'
import { listen } from './listen.js'
import type { Log } from './log.js'
import { createGrpcServer } from './server.js'
import { stdio } from './stdio.js'

export type Reattachable = {
  /** Whole source addresses, as configurations resolve to: `registry.terraform.io/rolecall/rolecall`. */
  readonly sources: readonly string[]
  readonly services: readonly GrpcService[]
  readonly log: Log
}

export type Reattached = {
  /** For the environment of terraform or tofu. */
  readonly environment: { readonly TF_REATTACH_PROVIDERS: string }
  close(): Promise<void>
}

const reattachValue = (sources: readonly string[], network: string, text: string): string => {
  const plugin = {
    Protocol: 'grpc',
    ProtocolVersion: 6,
    Pid: process.pid,
    Test: true,
    Addr: { Network: network, String: text },
  }
  return JSON.stringify(Object.fromEntries(sources.map((source) => [source, plugin])))
}

/**
 * Serves a provider from this process, without TLS, to any number of terraform runs. They start and
 * stop nothing, so a run takes a tenth of its time, and breakpoints, coverage and a fake API all work.
 *
 * To debug the real provider, start the bundle under an inspector and set a breakpoint:
 * `node --inspect provider/dist/provider/terraform-provider-rolecall.cjs --debug`. It prints the export
 * for the shell in which terraform is to run; `terraform init` is not needed for our provider there.
 */
export const startReattached = async ({ sources, services, log }: Reattachable): Promise<Reattached> => {
  let closed = (): void => undefined
  const closing = new Promise<void>((resolve) => (closed = resolve))
  const sessions = new Set<ServerHttp2Session>()
  const methods = methodsByPath([...services, controller(() => undefined), stdio(closing), health])
  const server = createGrpcServer({
    tls: null,
    log,
    find: (path) => methods.get(path),
    onSession: (session) => {
      sessions.add(session)
      session.once('close', () => sessions.delete(session))
    },
  })
  const address = await listen(server, process.env)
  return {
    environment: { TF_REATTACH_PROVIDERS: reattachValue(sources, address.network, address.text) },
    close: async () => {
      closed()
      for (const session of sessions) session.destroy()
      await new Promise((resolve) => server.close(resolve))
      address.release()
    },
  }
}
