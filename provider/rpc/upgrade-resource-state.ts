import { error } from '../framework/diagnostic.js'
import { unknownName, writeDiagnostics } from './diagnostics.js'
import { writeRecord } from './dynamic-value.js'
import { upgradeResourceStateRequest, upgradeResourceStateResponse } from './messages/resource.js'
import { rpc } from './rpc.js'

const flatmap = error(
  'State of Terraform 0.11 or older',
  'The state of this resource has the form that Terraform 0.12 replaced. Remove the resource from the state and import it again.',
)

/** Called at every refresh, also where the versions are the same. */
export const upgradeResourceState = rpc('UpgradeResourceState', {
  request: upgradeResourceStateRequest,
  response: upgradeResourceStateResponse,
  handle: async (server, { typeName: type, version, rawState }) => {
    const schema = server.resources.get(type)
    if (!schema) return { diagnostics: writeDiagnostics([unknownName('resource type', type)]) }
    const json = rawState?.json ?? new Uint8Array()
    if (json.length === 0 && (rawState?.flatmap ?? []).length > 0) return { diagnostics: writeDiagnostics([flatmap]) }
    const { state, diagnostics } = await server.upgradeResourceState({
      type,
      version,
      state: Buffer.from(json).toString() || 'null',
    })
    return { upgradedState: writeRecord(state, schema), diagnostics: writeDiagnostics(diagnostics) }
  },
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})
