import { unknownName, writeDiagnostics } from './diagnostics.js'
import { writeRecord } from './dynamic-value.js'
import { identityOf, readIdentity } from './identity.js'
import { importResourceStateRequest, importResourceStateResponse } from './messages/resource.js'
import { rpc } from './rpc.js'

export const importResourceState = rpc('ImportResourceState', {
  request: importResourceStateRequest,
  response: importResourceStateResponse,
  handle: async (server, { typeName: type, id, identity: wire }) => {
    const schema = server.resources.get(type)
    if (!schema) return { diagnostics: writeDiagnostics([unknownName('resource type', type)]) }
    const identities = server.identities.get(type)
    const identity = readIdentity(wire, identities)
    const { state, private: kept, diagnostics } = await server.importResourceState({ type, id, identity })
    const imported = state && {
      typeName: type,
      state: writeRecord(state, schema),
      private: kept,
      identity: identityOf(identities, state),
    }
    return { importedResources: imported ? [imported] : [], diagnostics: writeDiagnostics(diagnostics) }
  },
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})
