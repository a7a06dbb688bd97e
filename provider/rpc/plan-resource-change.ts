import { unknownName, writeDiagnostics, writePath } from './diagnostics.js'
import { isSameValue, readRecord, writeRecord } from './dynamic-value.js'
import { identityOf } from './identity.js'
import { planResourceChangeRequest, planResourceChangeResponse } from './messages/resource.js'
import { rpc } from './rpc.js'

export const planResourceChange = rpc('PlanResourceChange', {
  request: planResourceChangeRequest,
  response: planResourceChangeResponse,
  handle: async (server, request) => {
    const type = request.typeName
    const schema = server.resources.get(type)
    if (!schema) return { diagnostics: writeDiagnostics([unknownName('resource type', type)]) }
    const { priorState, proposedNewState } = request
    const prior = readRecord(priorState, schema)
    const outcome = await server.planResourceChange({
      type,
      config: readRecord(request.config, schema),
      prior,
      // Nothing is to change in most plans of most roles.
      proposed: isSameValue(priorState, proposedNewState) ? prior : readRecord(proposedNewState, schema),
      private: request.priorPrivate,
    })
    return {
      plannedState: writeRecord(outcome.planned, schema),
      requiresReplace: outcome.replace.map(writePath),
      plannedPrivate: outcome.private,
      plannedIdentity: identityOf(server.identities.get(type), outcome.planned),
      diagnostics: writeDiagnostics(outcome.diagnostics),
    }
  },
  failed: (problem, { priorState, priorPrivate }) => ({
    plannedState: priorState,
    plannedPrivate: priorPrivate,
    diagnostics: writeDiagnostics([problem]),
  }),
})
