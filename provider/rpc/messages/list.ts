/** Requests and responses about lists of objects that exist, of Terraform 1.14, and their configuration. */
import { flag, integer, nested, repeated, text } from '../wire/field.js'
import { message } from '../wire/message.js'
import { diagnostic, dynamicValue, identityData } from './common.js'

export const validateListResourceConfigRequest = message({ typeName: text(1), config: nested(2, () => dynamicValue) })
export const validateListResourceConfigResponse = message({ diagnostics: repeated(1, () => diagnostic) })

export const listResourceRequest = message({
  typeName: text(1),
  config: nested(2, () => dynamicValue),
  includeResourceObject: flag(3),
  limit: integer(4),
})
export const listResourceEvent = message({
  identity: nested(1, () => identityData),
  displayName: text(2),
  resourceObject: nested(3, () => dynamicValue),
  diagnostics: repeated(4, () => diagnostic),
})

export const generateResourceConfigRequest = message({ typeName: text(1), state: nested(2, () => dynamicValue) })
export const generateResourceConfigResponse = message({
  config: nested(1, () => dynamicValue),
  diagnostics: repeated(2, () => diagnostic),
})
