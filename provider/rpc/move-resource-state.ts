import { unknownName, writeDiagnostics } from './diagnostics.js'
import { writeRecord } from './dynamic-value.js'
import { identityOf } from './identity.js'
import { moveResourceStateRequest, moveResourceStateResponse } from './messages/resource.js'
import { stateText } from './raw-state.js'
import { rpc } from './rpc.js'

/** Called for a `moved` block between resources of different types or providers, before or after ConfigureProvider. */
export const moveResourceState = rpc('MoveResourceState', {
  request: moveResourceStateRequest,
  response: moveResourceStateResponse,
  handle: async (server, request) => {
    const { targetTypeName: type, sourceProviderAddress: provider, sourceTypeName, sourceSchemaVersion } = request
    const schema = server.resources.get(type)
    if (!schema) return { diagnostics: writeDiagnostics([unknownName('resource type', type)]) }
    const saved = stateText(request.sourceState)
    if ('problem' in saved) return { diagnostics: writeDiagnostics([saved.problem]) }
    const from = { provider, type: sourceTypeName, version: sourceSchemaVersion }
    const moved = await server.moveResourceState({ type, from, state: saved.text })
    return {
      targetState: writeRecord(moved.state, schema),
      targetPrivate: moved.private,
      targetIdentity: identityOf(server.identities.get(type), moved.state),
      diagnostics: writeDiagnostics(moved.diagnostics),
    }
  },
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})
