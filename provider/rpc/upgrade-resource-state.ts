import { unknownName, writeDiagnostics } from './diagnostics.js'
import { writeRecord } from './dynamic-value.js'
import { upgradeResourceStateRequest, upgradeResourceStateResponse } from './messages/resource.js'
import { stateText } from './raw-state.js'
import { rpc } from './rpc.js'

/** Called at every refresh, also where the versions are the same. */
export const upgradeResourceState = rpc('UpgradeResourceState', {
  request: upgradeResourceStateRequest,
  response: upgradeResourceStateResponse,
  handle: async (server, { typeName: type, version, rawState }) => {
    const schema = server.resources.get(type)
    if (!schema) return { diagnostics: writeDiagnostics([unknownName('resource type', type)]) }
    const saved = stateText(rawState)
    if ('problem' in saved) return { diagnostics: writeDiagnostics([saved.problem]) }
    const { state, diagnostics } = await server.upgradeResourceState({ type, version, state: saved.text })
    return { upgradedState: writeRecord(state, schema), diagnostics: writeDiagnostics(diagnostics) }
  },
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})
