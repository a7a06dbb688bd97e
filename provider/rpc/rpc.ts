import type { Diagnostic } from '../framework/diagnostic.js'
import type { ProviderServer } from '../framework/provider-server.js'
import type { Logger } from '../framework/resource.js'
import type { GrpcMethod, StreamMethod, UnaryMethod } from '../plugin/grpc/service.js'
import { thrownDiagnostic } from './diagnostics.js'
import type { Message } from './wire/message.js'

export type Rpc<Method extends GrpcMethod = UnaryMethod> = {
  readonly name: string
  method(server: ProviderServer, log: Logger): Method
}

export type RpcDefinition<Request, Response> = {
  readonly request: Message<Request>
  readonly response: Message<Response>
  /** Look up, read the values, ask the engine, write the values. May throw. */
  handle(server: ProviderServer, request: Request): Partial<Response> | Promise<Partial<Response>>
  /** The answer that tells of a problem. It keeps the state that the request came with. */
  failed(problem: Diagnostic, request: Request): Partial<Response>
}

/** An RPC that few runs call: what it needs is loaded with the first call. */
export const seldom = (name: string, load: () => Promise<Rpc>): Rpc => ({
  name,
  method: (server, log) => ({
    kind: 'unary',
    handle: async (bytes, call) => (await load()).method(server, log).handle(bytes, call),
  }),
})

/** The same for one that answers with a stream. */
export const seldomStream = (name: string, load: () => Promise<Rpc<StreamMethod>>): Rpc<StreamMethod> => ({
  name,
  method: (server, log) => ({
    kind: 'stream',
    handle: async function* (bytes, call) {
      yield* (await load()).method(server, log).handle(bytes, call)
    },
  }),
})

/**
 * One RPC of tfplugin6. Whatever is thrown becomes a diagnostic of the response: a gRPC status would
 * be shown as a plugin that broke, without a word on what and where.
 */
export const rpc = <Request, Response>(name: string, definition: RpcDefinition<Request, Response>): Rpc => ({
  name,
  method: (server, log) => ({
    kind: 'unary',
    handle: async (bytes) => {
      const { request, response, handle, failed } = definition
      const asked = request.decode(bytes)
      try {
        return response.encode(await handle(server, asked))
      } catch (thrown) {
        log.error('an RPC failed', { rpc: name, error: thrown })
        return response.encode(failed(thrownDiagnostic(name, thrown), asked))
      }
    },
  }),
})
