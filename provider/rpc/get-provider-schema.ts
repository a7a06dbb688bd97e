import { writeDiagnostics } from './diagnostics.js'
import { empty } from './messages/common.js'
import { getMetadataResponse, getProviderSchemaResponse } from './messages/schema.js'
import { rpc } from './rpc.js'
import { writeFunctions, writeSchema, writeSchemas } from './schema.js'

/** A destroy is planned too, for its warnings; and no call needs the schema to have been asked for first. */
const serverCapabilities = {
  planDestroy: true,
  getProviderSchemaOptional: true,
  moveResourceState: true,
  generateResourceConfig: true,
}

export const getProviderSchema = rpc('GetProviderSchema', {
  request: empty,
  response: getProviderSchemaResponse,
  handle: (server) => ({
    serverCapabilities,
    provider: writeSchema(server.schema),
    resourceSchemas: writeSchemas(server.resources),
    dataSourceSchemas: writeSchemas(server.dataSources),
    functions: writeFunctions(server.functions),
    listResourceSchemas: writeSchemas(server.lists),
  }),
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})

export const getMetadata = rpc('GetMetadata', {
  request: empty,
  response: getMetadataResponse,
  handle: (server) => ({
    serverCapabilities,
    resources: Array.from(server.resources.keys(), (typeName) => ({ typeName })),
    dataSources: Array.from(server.dataSources.keys(), (typeName) => ({ typeName })),
    functions: Array.from(server.functions.keys(), (name) => ({ name })),
    listResources: Array.from(server.lists.keys(), (typeName) => ({ typeName })),
  }),
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})
