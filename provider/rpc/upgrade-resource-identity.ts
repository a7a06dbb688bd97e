import { unknownName, writeDiagnostics } from './diagnostics.js'
import { writeIdentity } from './identity.js'
import { upgradeResourceIdentityRequest, upgradeResourceIdentityResponse } from './messages/identity.js'
import { rpc } from './rpc.js'

/** Called where the state has an identity of another version than the schema's. */
export const upgradeResourceIdentity = rpc('UpgradeResourceIdentity', {
  request: upgradeResourceIdentityRequest,
  response: upgradeResourceIdentityResponse,
  handle: async (server, { typeName: type, version, rawIdentity }) => {
    const schema = server.identities.get(type)
    if (!schema) return { diagnostics: writeDiagnostics([unknownName('resource type', type)]) }
    const { identity, diagnostics } = await server.upgradeResourceIdentity({
      type,
      version,
      identity: Buffer.from(rawIdentity?.json ?? new Uint8Array()).toString() || 'null',
    })
    return { upgradedIdentity: writeIdentity(identity, schema), diagnostics: writeDiagnostics(diagnostics) }
  },
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})
