import { unknownName, writeDiagnostics } from './diagnostics.js'
import { requireRecord } from './dynamic-value.js'
import { validateResourceConfigRequest, validateResourceConfigResponse } from './messages/resource.js'
import { rpc } from './rpc.js'

export const validateResourceConfig = rpc('ValidateResourceConfig', {
  request: validateResourceConfigRequest,
  response: validateResourceConfigResponse,
  handle: async (server, { typeName: type, config }) => {
    const schema = server.resources.get(type)
    if (!schema) return { diagnostics: writeDiagnostics([unknownName('resource type', type)]) }
    const { diagnostics } = await server.validateResourceConfig({ type, config: requireRecord(config, schema) })
    return { diagnostics: writeDiagnostics(diagnostics) }
  },
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})
