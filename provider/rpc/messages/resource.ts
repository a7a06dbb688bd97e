/** Requests and responses about managed resources. */
import { bytes, integer, nested, repeated, text } from '../wire/field.js'
import { message } from '../wire/message.js'
import { attributePath, diagnostic, dynamicValue, identityData, rawState } from './common.js'

export const validateResourceConfigRequest = message({ typeName: text(1), config: nested(2, () => dynamicValue) })
export const validateResourceConfigResponse = message({ diagnostics: repeated(1, () => diagnostic) })

export const upgradeResourceStateRequest = message({
  typeName: text(1),
  version: integer(2),
  rawState: nested(3, () => rawState),
})
export const upgradeResourceStateResponse = message({
  upgradedState: nested(1, () => dynamicValue),
  diagnostics: repeated(2, () => diagnostic),
})

export const readResourceRequest = message({
  typeName: text(1),
  currentState: nested(2, () => dynamicValue),
  private: bytes(3),
})
export const readResourceResponse = message({
  newState: nested(1, () => dynamicValue),
  diagnostics: repeated(2, () => diagnostic),
  private: bytes(3),
  newIdentity: nested(5, () => identityData),
})

export const planResourceChangeRequest = message({
  typeName: text(1),
  priorState: nested(2, () => dynamicValue),
  proposedNewState: nested(3, () => dynamicValue),
  config: nested(4, () => dynamicValue),
  priorPrivate: bytes(5),
})
export const planResourceChangeResponse = message({
  plannedState: nested(1, () => dynamicValue),
  requiresReplace: repeated(2, () => attributePath),
  plannedPrivate: bytes(3),
  diagnostics: repeated(4, () => diagnostic),
  plannedIdentity: nested(7, () => identityData),
})

export const applyResourceChangeRequest = message({
  typeName: text(1),
  priorState: nested(2, () => dynamicValue),
  plannedState: nested(3, () => dynamicValue),
  config: nested(4, () => dynamicValue),
  plannedPrivate: bytes(5),
})
export const applyResourceChangeResponse = message({
  newState: nested(1, () => dynamicValue),
  private: bytes(2),
  diagnostics: repeated(3, () => diagnostic),
  newIdentity: nested(5, () => identityData),
})

export const importResourceStateRequest = message({
  typeName: text(1),
  id: text(2),
  identity: nested(4, () => identityData),
})
const importedResource = message({
  typeName: text(1),
  state: nested(2, () => dynamicValue),
  private: bytes(3),
  identity: nested(4, () => identityData),
})
export const importResourceStateResponse = message({
  importedResources: repeated(1, () => importedResource),
  diagnostics: repeated(2, () => diagnostic),
})

export const moveResourceStateRequest = message({
  sourceProviderAddress: text(1),
  sourceTypeName: text(2),
  sourceSchemaVersion: integer(3),
  sourceState: nested(4, () => rawState),
  targetTypeName: text(5),
})
export const moveResourceStateResponse = message({
  targetState: nested(1, () => dynamicValue),
  diagnostics: repeated(2, () => diagnostic),
  targetPrivate: bytes(3),
  targetIdentity: nested(4, () => identityData),
})
