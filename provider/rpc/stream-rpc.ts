import type { Diagnostic } from '../framework/diagnostic.js'
import type { ProviderServer } from '../framework/provider-server.js'
import type { StreamMethod } from '../plugin/grpc/service.js'
import { thrownDiagnostic } from './diagnostics.js'
import type { Rpc } from './rpc.js'
import type { Message } from './wire/message.js'

export type StreamRpcDefinition<Request, Response> = {
  readonly request: Message<Request>
  readonly response: Message<Response>
  /** `signal` aborts when the client has enough or is gone. May throw. */
  handle(server: ProviderServer, request: Request, signal: AbortSignal): AsyncIterable<Partial<Response>>
  /** The message that tells of a problem. It is the last. */
  failed(problem: Diagnostic): Partial<Response>
}

/** An RPC of tfplugin6 with any number of answers. As with one answer, what is thrown becomes a diagnostic. */
export const streamRpc = <Request, Response>(
  name: string,
  { request, response, handle, failed }: StreamRpcDefinition<Request, Response>,
): Rpc<StreamMethod> => ({
  name,
  method: (server, log) => ({
    kind: 'stream',
    handle: async function* (bytes, call) {
      const over = new AbortController()
      void call.ended().then(() => over.abort())
      try {
        for await (const answer of handle(server, request.decode(bytes), over.signal)) yield response.encode(answer)
      } catch (thrown) {
        log.error('an RPC failed', { rpc: name, error: thrown })
        yield response.encode(failed(thrownDiagnostic(name, thrown)))
      }
    },
  }),
})
