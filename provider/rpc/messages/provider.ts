/** Requests and responses about the provider as a whole, and about functions. */
import { nested, repeated, text } from '../wire/field.js'
import { message } from '../wire/message.js'
import { diagnostic, dynamicValue, functionError } from './common.js'

export const validateProviderConfigRequest = message({ config: nested(1, () => dynamicValue) })
export const validateProviderConfigResponse = message({ diagnostics: repeated(2, () => diagnostic) })

export const configureProviderRequest = message({ terraformVersion: text(1), config: nested(2, () => dynamicValue) })
export const configureProviderResponse = message({ diagnostics: repeated(1, () => diagnostic) })

export const stopProviderResponse = message({ error: text(1) })

export const callFunctionRequest = message({ name: text(1), arguments: repeated(2, () => dynamicValue) })
export const callFunctionResponse = message({
  result: nested(1, () => dynamicValue),
  error: nested(2, () => functionError),
})
