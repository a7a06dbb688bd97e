import { writeDiagnostics } from './diagnostics.js'
import { requireRecord } from './dynamic-value.js'
import { empty } from './messages/common.js'
import {
  configureProviderRequest,
  configureProviderResponse,
  stopProviderResponse,
  validateProviderConfigRequest,
  validateProviderConfigResponse,
} from './messages/provider.js'
import { rpc } from './rpc.js'

export const validateProviderConfig = rpc('ValidateProviderConfig', {
  request: validateProviderConfigRequest,
  response: validateProviderConfigResponse,
  handle: async (server, { config }) => {
    const { diagnostics } = await server.validateProviderConfig(requireRecord(config, server.schema))
    return { diagnostics: writeDiagnostics(diagnostics) }
  },
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})

export const configureProvider = rpc('ConfigureProvider', {
  request: configureProviderRequest,
  response: configureProviderResponse,
  handle: async (server, { terraformVersion, config }) => {
    const { diagnostics } = await server.configureProvider({
      terraformVersion,
      config: requireRecord(config, server.schema),
    })
    return { diagnostics: writeDiagnostics(diagnostics) }
  },
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})

/** Comes while other calls are under way. Terraform goes on waiting for those. */
export const stopProvider = rpc('StopProvider', {
  request: empty,
  response: stopProviderResponse,
  handle: (server) => {
    server.stop()
    return {}
  },
  failed: ({ detail }) => ({ error: detail }),
})
