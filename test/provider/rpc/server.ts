import type { IdentitySchema } from '../../../provider/framework/identity.js'
import type { ProviderFunction } from '../../../provider/framework/provider.js'
import type { ProviderServer } from '../../../provider/framework/provider-server.js'
import type { Schema } from '../../../provider/framework/schema.js'
import type { GrpcService } from '../../../provider/plugin/grpc/service.js'
import { providerService } from '../../../provider/rpc/provider-service.js'
import type { Message } from '../../../provider/rpc/wire/message.js'

export const thing: Schema = {
  version: 3,
  description: 'A *thing*.',
  attributes: {
    name: { type: 'string', description: 'Its name.', required: true },
    tags: { type: { kind: 'set', element: 'string' }, description: 'Tags.', optional: true, computed: true },
    owner: {
      type: {
        nesting: 'single',
        attributes: { id: { type: 'number', description: 'Id.', computed: true, sensitive: true } },
      },
      description: 'Owner.',
      computed: true,
      deprecated: 'Use `name`.',
    },
  },
}

export const thingIdentity: IdentitySchema = {
  version: 1,
  attributes: { name: { type: 'string', description: 'Its name.', import: 'required' } },
}

const join: ProviderFunction = {
  name: 'join',
  summary: 'Joins.',
  description: 'Joins texts.',
  parameters: [{ name: 'separator', type: 'string', description: 'Between.', allowNull: true }],
  variadic: { name: 'parts', type: 'string', description: 'Parts.', allowUnknown: true },
  returns: 'string',
  call: () => ({ value: '' }),
}

const notCalled = (name: string) => () => Promise.reject(new Error(`${name} broke`))

/** Everything throws but what a test gives. */
export const serverWith = (given: Partial<ProviderServer>): ProviderServer => ({
  name: 'test',
  version: '1.0.0',
  schema: {
    version: 0,
    description: 'The provider.',
    attributes: { token: { type: 'string', description: 'Token.', optional: true } },
  },
  resources: new Map([['test_thing', thing]]),
  lists: new Map([['test_thing', thing]]),
  identities: new Map([['test_thing', thingIdentity]]),
  dataSources: new Map([['test_thing', thing]]),
  functions: new Map([['join', join]]),
  validateProviderConfig: notCalled('validateProviderConfig'),
  configureProvider: notCalled('configureProvider'),
  validateResourceConfig: notCalled('validateResourceConfig'),
  upgradeResourceState: notCalled('upgradeResourceState'),
  readResource: notCalled('readResource'),
  planResourceChange: notCalled('planResourceChange'),
  applyResourceChange: notCalled('applyResourceChange'),
  importResourceState: notCalled('importResourceState'),
  upgradeResourceIdentity: notCalled('upgradeResourceIdentity'),
  generateResourceConfig: notCalled('generateResourceConfig'),
  validateListResourceConfig: notCalled('validateListResourceConfig'),
  listResource: () => {
    throw new Error('listResource broke')
  },
  moveResourceState: notCalled('moveResourceState'),
  validateDataSourceConfig: notCalled('validateDataSourceConfig'),
  readDataSource: notCalled('readDataSource'),
  callFunction: notCalled('callFunction'),
  stop: () => {
    throw new Error('stop broke')
  },
  ...given,
})

const methodOf = (service: GrpcService, name: string) => {
  const method = service.methods[name]
  if (method?.kind !== 'unary') throw new Error(`${name} is not served`)
  return method
}

/** Calls an RPC by its messages, as bytes. */
export const call = async <Request, Response>(
  server: ProviderServer,
  name: string,
  [request, response]: readonly [Message<Request>, Message<Response>],
  asked: Partial<Request>,
): Promise<Response> => {
  const reply = await methodOf(providerService(server), name).handle(request.encode(asked), {
    ended: () => new Promise(() => undefined),
  })
  return response.decode(reply)
}
