import { unknownName, writeDiagnostics } from './diagnostics.js'
import { requireRecord, writeRecord } from './dynamic-value.js'
import {
  readDataSourceRequest,
  readDataSourceResponse,
  validateDataSourceConfigRequest,
  validateDataSourceConfigResponse,
} from './messages/data-source.js'
import { rpc } from './rpc.js'

export const validateDataSourceConfig = rpc('ValidateDataResourceConfig', {
  request: validateDataSourceConfigRequest,
  response: validateDataSourceConfigResponse,
  handle: async (server, { typeName: type, config }) => {
    const schema = server.dataSources.get(type)
    if (!schema) return { diagnostics: writeDiagnostics([unknownName('data source', type)]) }
    const { diagnostics } = await server.validateDataSourceConfig({ type, config: requireRecord(config, schema) })
    return { diagnostics: writeDiagnostics(diagnostics) }
  },
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})

export const readDataSource = rpc('ReadDataSource', {
  request: readDataSourceRequest,
  response: readDataSourceResponse,
  handle: async (server, { typeName: type, config }) => {
    const schema = server.dataSources.get(type)
    if (!schema) return { diagnostics: writeDiagnostics([unknownName('data source', type)]) }
    const { state, diagnostics } = await server.readDataSource({ type, config: requireRecord(config, schema) })
    return { state: writeRecord(state, schema), diagnostics: writeDiagnostics(diagnostics) }
  },
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})
