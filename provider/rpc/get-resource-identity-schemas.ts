import type { IdentitySchema } from '../framework/identity.js'
import { typeToJson } from '../value/type.js'
import { writeDiagnostics } from './diagnostics.js'
import { empty } from './messages/common.js'
import type { WireIdentitySchema } from './messages/identity.js'
import { getResourceIdentitySchemasResponse } from './messages/identity.js'
import { rpc } from './rpc.js'

const writeSchema = ({ version, attributes }: IdentitySchema): WireIdentitySchema => ({
  version,
  attributes: Object.entries(attributes).map(([name, { type, description, import: says }]) => ({
    name,
    type: Buffer.from(typeToJson(type)),
    requiredForImport: says === 'required',
    optionalForImport: says === 'optional',
    description,
  })),
})

/** Asked for with the schema by Terraform and OpenTofu from 1.12 on. */
export const getResourceIdentitySchemas = rpc('GetResourceIdentitySchemas', {
  request: empty,
  response: getResourceIdentitySchemasResponse,
  handle: ({ identities }) => ({
    schemas: new Map(Array.from(identities, ([type, schema]) => [type, writeSchema(schema)])),
  }),
  failed: (problem) => ({ diagnostics: writeDiagnostics([problem]) }),
})
