import { unknownName, writeDiagnostics } from './diagnostics.js'
import { readRecord, writeRecord } from './dynamic-value.js'
import { identityOf } from './identity.js'
import { applyResourceChangeRequest, applyResourceChangeResponse } from './messages/resource.js'
import { rpc } from './rpc.js'

export const applyResourceChange = rpc('ApplyResourceChange', {
  request: applyResourceChangeRequest,
  response: applyResourceChangeResponse,
  handle: async (server, request) => {
    const type = request.typeName
    const schema = server.resources.get(type)
    if (!schema)
      return {
        newState: request.priorState,
        private: request.plannedPrivate,
        diagnostics: writeDiagnostics([unknownName('resource type', type)]),
      }
    const outcome = await server.applyResourceChange({
      type,
      config: readRecord(request.config, schema),
      prior: readRecord(request.priorState, schema),
      planned: readRecord(request.plannedState, schema),
      private: request.plannedPrivate,
    })
    return {
      newState: writeRecord(outcome.state, schema),
      private: outcome.private,
      newIdentity: identityOf(server.identities.get(type), outcome.state),
      diagnostics: writeDiagnostics(outcome.diagnostics),
    }
  },
  failed: (problem, { priorState, plannedPrivate }) => ({
    newState: priorState,
    private: plannedPrivate,
    diagnostics: writeDiagnostics([problem]),
  }),
})
