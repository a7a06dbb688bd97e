/** Requests and responses about data sources. */
import { nested, repeated, text } from '../wire/field.js'
import { message } from '../wire/message.js'
import { diagnostic, dynamicValue } from './common.js'

export const validateDataSourceConfigRequest = message({ typeName: text(1), config: nested(2, () => dynamicValue) })
export const validateDataSourceConfigResponse = message({ diagnostics: repeated(1, () => diagnostic) })

export const readDataSourceRequest = message({ typeName: text(1), config: nested(2, () => dynamicValue) })
export const readDataSourceResponse = message({
  state: nested(1, () => dynamicValue),
  diagnostics: repeated(2, () => diagnostic),
})
