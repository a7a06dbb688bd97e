import { impliedType } from '../../../provider/framework/implied-type.js'
import type { GrpcCall } from '../../../provider/plugin/grpc/service.js'
import * as messages from '../../../provider/rpc/messages/list.js'
import { providerService } from '../../../provider/rpc/provider-service.js'
import { encodeValue } from '../../../provider/value/msgpack.js'
import type { ValueRecord } from '../../../provider/value/value.js'
import { call } from '../rpc/server.js'
import type { Attributes, Core } from './core.js'
import { configOf, recordIn, refuse, refuseErrors } from './core.js'

export type Result = {
  readonly displayName: string
  readonly identity: ValueRecord
  readonly object: ValueRecord | null
}

export type Query = { readonly config?: Attributes; readonly limit?: number; readonly includeObject?: boolean }

/** As `ListResource` of Terraform's `internal/plugin6`: an event has an identity, and it stops reading at the limit. */
export const query = async (
  core: Core,
  type: string,
  { config = {}, limit = 100, includeObject = false }: Query,
): Promise<Result[]> => {
  const schema = core.server.lists.get(type) ?? refuse(`no list of ${type}`)
  const sent = { msgpack: encodeValue(configOf(config, schema), impliedType(schema)) }
  const shapes = [messages.validateListResourceConfigRequest, messages.validateListResourceConfigResponse] as const
  const asked = { typeName: type, config: sent }
  refuseErrors((await call(core.server, 'ValidateListResourceConfig', shapes, asked)).diagnostics)

  const method = providerService(core.server).methods['ListResource']
  if (method?.kind !== 'stream') return refuse('ListResource is no stream')
  let end = (): void => undefined
  const over: GrpcCall = { ended: () => new Promise((resolve) => (end = resolve)) }
  const request = messages.listResourceRequest.encode({ ...asked, includeResourceObject: includeObject, limit })
  const results: Result[] = []
  for await (const bytes of method.handle(request, over)) {
    const event = messages.listResourceEvent.decode(bytes)
    refuseErrors(event.diagnostics)
    const identity = recordIn(event.identity?.data, core.identityTypeOf(type)) ?? refuse('missing identity data')
    const object = recordIn(event.resourceObject, impliedType(core.schemaOf(type)))
    results.push({ displayName: event.displayName, identity, object })
    if (results.length >= limit) break
  }
  end()
  return results
}
