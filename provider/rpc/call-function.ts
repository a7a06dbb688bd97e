import { visibleLines } from '@rolecall/shared/model/visible.js'
import type { ProviderFunction } from '../framework/provider.js'
import type { Value } from '../value/value.js'
import { unknownName, writeDiagnostics } from './diagnostics.js'
import { readValue, writeValue } from './dynamic-value.js'
import type { DynamicValue } from './messages/common.js'
import { empty } from './messages/common.js'
import { callFunctionRequest, callFunctionResponse } from './messages/provider.js'
import { getFunctionsResponse } from './messages/schema.js'
import { rpc } from './rpc.js'
import { writeFunctions } from './schema.js'

/** Terraform takes functions from the schema, OpenTofu asks for them here. */
export const getFunctions = rpc('GetFunctions', {
  request: empty,
  response: getFunctionsResponse,
  handle: (server) => ({ functions: writeFunctions(server.functions) }),
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})

const readArguments = (
  { parameters, variadic }: ProviderFunction,
  args: readonly Partial<DynamicValue>[],
): readonly Value[] | null => {
  const values = args.map((wire, index) => {
    const parameter = parameters[index] ?? variadic
    return parameter && readValue(wire, parameter.type)
  })
  const fits = values.length >= parameters.length && values.every((value) => value !== undefined)
  return fits ? values : null
}

/** Functions have no diagnostics: a text, and the argument that it is about. */
export const callFunction = rpc('CallFunction', {
  request: callFunctionRequest,
  response: callFunctionResponse,
  handle: async (server, { name, arguments: wire }) => {
    const definition = server.functions.get(name)
    if (!definition) return { error: { text: unknownName('function', name).summary } }
    const args = readArguments(definition, wire)
    if (!args) return { error: { text: `${name} was called with ${wire.length} arguments` } }
    const outcome = await server.callFunction({ name, args })
    if ('error' in outcome) return { error: { text: visibleLines(outcome.error), functionArgument: outcome.argument } }
    return { result: writeValue(outcome.value, definition.returns) }
  },
  failed: ({ summary, detail }) => ({ error: { text: `${summary}: ${detail}` } }),
})
