import { unknownName, writeDiagnostics } from './diagnostics.js'
import { writeRecord } from './dynamic-value.js'
import { importResourceStateRequest, importResourceStateResponse } from './messages/resource.js'
import { rpc } from './rpc.js'

export const importResourceState = rpc('ImportResourceState', {
  request: importResourceStateRequest,
  response: importResourceStateResponse,
  handle: async (server, { typeName: type, id }) => {
    const schema = server.resources.get(type)
    if (!schema) return { diagnostics: writeDiagnostics([unknownName('resource type', type)]) }
    const { state, private: kept, diagnostics } = await server.importResourceState({ type, id })
    const imported = state && { typeName: type, state: writeRecord(state, schema), private: kept }
    return { importedResources: imported ? [imported] : [], diagnostics: writeDiagnostics(diagnostics) }
  },
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})
