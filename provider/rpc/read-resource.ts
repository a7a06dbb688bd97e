import { unknownName, writeDiagnostics } from './diagnostics.js'
import { requireRecord, writeRecord } from './dynamic-value.js'
import { identityOf } from './identity.js'
import { readResourceRequest, readResourceResponse } from './messages/resource.js'
import { rpc } from './rpc.js'

export const readResource = rpc('ReadResource', {
  request: readResourceRequest,
  response: readResourceResponse,
  handle: async (server, { typeName: type, currentState, private: before }) => {
    const schema = server.resources.get(type)
    if (!schema)
      return {
        newState: currentState,
        private: before,
        diagnostics: writeDiagnostics([unknownName('resource type', type)]),
      }
    const state = requireRecord(currentState, schema)
    const { state: after, private: kept, diagnostics } = await server.readResource({ type, state, private: before })
    return {
      newState: writeRecord(after, schema),
      private: kept,
      newIdentity: identityOf(server.identities.get(type), after),
      diagnostics: writeDiagnostics(diagnostics),
    }
  },
  failed: (problem, { currentState, private: before }) => ({
    newState: currentState,
    private: before,
    diagnostics: writeDiagnostics([problem]),
  }),
})
