import type { Listed } from '../framework/list.js'
import type { ProviderServer } from '../framework/provider-server.js'
import { unknownName, writeDiagnostics } from './diagnostics.js'
import { requireRecord, writeRecord } from './dynamic-value.js'
import { writeIdentity } from './identity.js'
import {
  listResourceEvent,
  listResourceRequest,
  validateListResourceConfigRequest,
  validateListResourceConfigResponse,
} from './messages/list.js'
import { rpc } from './rpc.js'
import { streamRpc } from './stream-rpc.js'

export const validateListResourceConfig = rpc('ValidateListResourceConfig', {
  request: validateListResourceConfigRequest,
  response: validateListResourceConfigResponse,
  handle: async (server, { typeName: type, config }) => {
    const schema = server.lists.get(type)
    if (!schema) return { diagnostics: writeDiagnostics([unknownName('list resource', type)]) }
    const { diagnostics } = await server.validateListResourceConfig({ type, config: requireRecord(config, schema) })
    return { diagnostics: writeDiagnostics(diagnostics) }
  },
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})

const eventOf = (server: ProviderServer, type: string, { identity, displayName, object, diagnostics }: Listed) => {
  const identities = server.identities.get(type)
  const schema = server.resources.get(type)
  return {
    identity: identities && writeIdentity(identity, identities),
    displayName,
    resourceObject: schema && object ? writeRecord(object, schema) : undefined,
    diagnostics: writeDiagnostics(diagnostics),
  }
}

/** One message for each object. Terraform cancels when it has enough. */
export const listResource = streamRpc('ListResource', {
  request: listResourceRequest,
  response: listResourceEvent,
  handle: async function* (server, { typeName: type, config, includeResourceObject, limit }, signal) {
    const schema = server.lists.get(type)
    if (!schema) {
      yield { diagnostics: writeDiagnostics([unknownName('list resource', type)]) }
      return
    }
    const call = { type, config: requireRecord(config, schema), limit, includeObject: includeResourceObject, signal }
    for await (const listed of server.listResource(call)) yield eventOf(server, type, listed)
  },
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})
