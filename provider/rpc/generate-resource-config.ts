import { unknownName, writeDiagnostics } from './diagnostics.js'
import { readRecord, writeRecord } from './dynamic-value.js'
import { generateResourceConfigRequest, generateResourceConfigResponse } from './messages/list.js'
import { rpc } from './rpc.js'

/** Of an object without a state nothing is known that could be written. */
export const generateResourceConfig = rpc('GenerateResourceConfig', {
  request: generateResourceConfigRequest,
  response: generateResourceConfigResponse,
  handle: async (server, { typeName: type, state: wire }) => {
    const schema = server.resources.get(type)
    if (!schema) return { diagnostics: writeDiagnostics([unknownName('resource type', type)]) }
    const state = readRecord(wire, schema)
    if (!state) return { config: writeRecord(null, schema) }
    const { config, diagnostics } = await server.generateResourceConfig({ type, state })
    return { config: writeRecord(config, schema), diagnostics: writeDiagnostics(diagnostics) }
  },
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})
