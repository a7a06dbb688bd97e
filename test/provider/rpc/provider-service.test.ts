import { unknown } from '@rolecall/shared/model/unknown.js'
import { describe, expect, test } from 'vitest'
import { error, warning } from '../../../provider/framework/diagnostic.js'
import { identityType } from '../../../provider/framework/identity.js'
import { impliedType } from '../../../provider/framework/implied-type.js'
import { empty } from '../../../provider/rpc/messages/common.js'
import * as dataSource from '../../../provider/rpc/messages/data-source.js'
import { getResourceIdentitySchemasResponse } from '../../../provider/rpc/messages/identity.js'
import * as provider from '../../../provider/rpc/messages/provider.js'
import * as resource from '../../../provider/rpc/messages/resource.js'
import {
  getFunctionsResponse,
  getMetadataResponse,
  getProviderSchemaResponse,
} from '../../../provider/rpc/messages/schema.js'
import { decodeValue, encodeValue } from '../../../provider/value/msgpack.js'
import { recordOf } from '../../../provider/value/value.js'
import { call, serverWith, thing, thingIdentity } from './server.js'

const validate = [resource.validateResourceConfigRequest, resource.validateResourceConfigResponse] as const
const upgrade = [resource.upgradeResourceStateRequest, resource.upgradeResourceStateResponse] as const
const read = [resource.readResourceRequest, resource.readResourceResponse] as const
const plan = [resource.planResourceChangeRequest, resource.planResourceChangeResponse] as const
const apply = [resource.applyResourceChangeRequest, resource.applyResourceChangeResponse] as const
const imported = [resource.importResourceStateRequest, resource.importResourceStateResponse] as const
const moved = [resource.moveResourceStateRequest, resource.moveResourceStateResponse] as const
const validateData = [dataSource.validateDataSourceConfigRequest, dataSource.validateDataSourceConfigResponse] as const
const readData = [dataSource.readDataSourceRequest, dataSource.readDataSourceResponse] as const
const validateProvider = [provider.validateProviderConfigRequest, provider.validateProviderConfigResponse] as const
const configure = [provider.configureProviderRequest, provider.configureProviderResponse] as const
const callFunction = [provider.callFunctionRequest, provider.callFunctionResponse] as const

const type = impliedType(thing)
const record = recordOf([
  ['name', 'a'],
  ['tags', unknown],
  ['owner', null],
])
const wire = { msgpack: encodeValue(record, type) }
const typeName = 'test_thing'
/** No Buffer, which compares as another kind of thing. */
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const value = (dynamic: { msgpack?: Uint8Array } | undefined) => decodeValue(dynamic?.msgpack ?? new Uint8Array(), type)

describe('GetProviderSchema', () => {
  test('says what the schemas say', async () => {
    const reply = await call(serverWith({}), 'GetProviderSchema', [empty, getProviderSchemaResponse], {})
    expect(reply.serverCapabilities).toEqual({
      planDestroy: true,
      getProviderSchemaOptional: true,
      generateResourceConfig: true,
      moveResourceState: true,
    })
    expect(reply.provider?.block?.attributes?.map(({ name }) => name)).toEqual(['token'])
    const schema = reply.resourceSchemas.get('test_thing')
    expect(schema).toMatchObject({ version: 3, block: { description: 'A *thing*.', descriptionKind: 1 } })
    const [name, tags, owner] = schema?.block?.attributes ?? []
    expect(name).toMatchObject({
      name: 'name',
      type: bytes('"string"'),
      required: true,
      optional: false,
      computed: false,
      descriptionKind: 1,
    })
    expect(tags).toMatchObject({
      type: bytes('["set","string"]'),
      optional: true,
      computed: true,
      nestedType: undefined,
    })
    expect(owner).toMatchObject({
      type: new Uint8Array(),
      deprecated: true,
      deprecationMessage: 'Use `name`.',
      nestedType: { nesting: 1 },
    })
    expect(owner?.nestedType?.attributes?.[0]).toMatchObject({ name: 'id', type: bytes('"number"'), sensitive: true })
    expect([...reply.dataSourceSchemas.keys()]).toEqual(['test_thing'])
    expect([...reply.listResourceSchemas.keys()]).toEqual(['test_thing'])
    expect(reply.functions.get('join')).toMatchObject({
      parameters: [{ name: 'separator', type: bytes('"string"'), allowNullValue: true, allowUnknownValues: false }],
      variadicParameter: { name: 'parts', allowNullValue: false, allowUnknownValues: true },
      return: { type: bytes('"string"') },
      summary: 'Joins.',
    })
  })

  test('has its functions also where OpenTofu asks for them', async () => {
    const schema = await call(serverWith({}), 'GetProviderSchema', [empty, getProviderSchemaResponse], {})
    const functions = await call(serverWith({}), 'GetFunctions', [empty, getFunctionsResponse], {})
    expect(functions.functions).toEqual(schema.functions)
  })

  test('agrees with GetMetadata', async () => {
    const metadata = await call(serverWith({}), 'GetMetadata', [empty, getMetadataResponse], {})
    expect(metadata).toMatchObject({
      resources: [{ typeName }],
      dataSources: [{ typeName }],
      functions: [{ name: 'join' }],
      listResources: [{ typeName }],
    })
  })

  test('and what tells objects apart where newer cores ask for it', async () => {
    const shapes = [empty, getResourceIdentitySchemasResponse] as const
    const { schemas } = await call(serverWith({}), 'GetResourceIdentitySchemas', shapes, {})
    expect(schemas.get('test_thing')).toMatchObject({
      version: 1,
      attributes: [{ name: 'name', type: bytes('"string"'), requiredForImport: true, optionalForImport: false }],
    })
  })
})

describe('a call', () => {
  test('carries values, private bytes and diagnostics both ways', async () => {
    const server = serverWith({
      planResourceChange: async (request) => {
        expect(request).toEqual({ type: typeName, config: record, prior: null, proposed: record, private: bytes('p') })
        const diagnostics = [
          warning('w', 'd', ['owner', 'id']),
          error('e', 'd', ['tags', 0, { key: 'k' }]),
          error('no path', 'd'),
        ]
        return {
          planned: recordOf([
            ['name', 'b'],
            ['tags', []],
            ['owner', unknown],
          ]),
          private: bytes('q'),
          replace: [['name']],
          diagnostics,
        }
      },
    })
    const reply = await call(server, 'PlanResourceChange', plan, {
      typeName,
      proposedNewState: wire,
      config: wire,
      priorPrivate: bytes('p'),
    })
    expect(value(reply.plannedState)).toEqual(
      recordOf([
        ['name', 'b'],
        ['tags', []],
        ['owner', unknown],
      ]),
    )
    expect(reply.plannedPrivate).toEqual(bytes('q'))
    expect(reply.requiresReplace).toMatchObject([{ steps: [{ attributeName: 'name' }] }])
    expect(reply.diagnostics).toMatchObject([
      { severity: 2, summary: 'w', attribute: { steps: [{ attributeName: 'owner' }, { attributeName: 'id' }] } },
      {
        severity: 1,
        attribute: { steps: [{ attributeName: 'tags' }, { elementKeyInt: 0 }, { elementKeyString: 'k' }] },
      },
      { severity: 1, summary: 'no path', attribute: undefined },
    ])
  })

  test('takes JSON where there is no msgpack', async () => {
    const server = serverWith({
      validateResourceConfig: async ({ config }) => {
        expect(config).toEqual(
          recordOf([
            ['name', 'a'],
            ['tags', null],
            ['owner', null],
          ]),
        )
        return { diagnostics: [] }
      },
    })
    const config = { json: bytes('{"name":"a","tags":null,"owner":null}') }
    expect(await call(server, 'ValidateResourceConfig', validate, { typeName, config })).toEqual({ diagnostics: [] })
  })

  test('takes a state and its proposal for the same only where they are', async () => {
    const asJson = (name: string) => ({ json: bytes(JSON.stringify({ name, tags: null, owner: null })) })
    const asMsgpack = (name: string) => ({ msgpack: encodeValue({ name, tags: null, owner: null }, type) })
    for (const written of [asJson, asMsgpack]) {
      const seen: unknown[] = []
      const server = serverWith({
        planResourceChange: async ({ prior, proposed }) => {
          seen.push([prior?.['name'], proposed?.['name']])
          return { planned: proposed, replace: [], private: bytes(''), diagnostics: [] }
        },
      })
      for (const name of ['a', 'b']) {
        const states = { priorState: written('a'), proposedNewState: written(name), config: written(name) }
        await call(server, 'PlanResourceChange', plan, { typeName, ...states })
      }
      expect(seen).toEqual([
        ['a', 'a'],
        ['a', 'b'],
      ])
    }
  })

  test('gives null for what is gone, and imports nothing where nothing is', async () => {
    const gone = { state: null, private: bytes(''), diagnostics: [] }
    const server = serverWith({ readResource: async () => gone, importResourceState: async () => gone })
    const { newState } = await call(server, 'ReadResource', read, { typeName, currentState: wire })
    expect(newState?.msgpack).toEqual(Uint8Array.of(0xc0))
    expect(await call(server, 'ImportResourceState', imported, { typeName, id: 'x' })).toEqual({
      importedResources: [],
      diagnostics: [],
    })
  })

  test('hands over a state as the text that it is', async () => {
    const server = serverWith({
      upgradeResourceState: async (request) => {
        expect(request).toEqual({ type: typeName, version: 2, state: '{"name": 12345678901234567890}' })
        return { state: record, diagnostics: [] }
      },
    })
    const rawState = { json: bytes('{"name": 12345678901234567890}') }
    const reply = await call(server, 'UpgradeResourceState', upgrade, { typeName, version: 2, rawState })
    expect(value(reply.upgradedState)).toEqual(record)
  })

  test('hands over the state of another provider with where it is from', async () => {
    const server = serverWith({
      moveResourceState: async (request) => {
        expect(request).toEqual({
          type: typeName,
          from: { provider: 'registry.terraform.io/acme/cloud', type: 'cloud_thing', version: 4 },
          state: '{"name": "a"}',
        })
        return { state: record, private: bytes('q'), diagnostics: [warning('w', 'd')] }
      },
    })
    const reply = await call(server, 'MoveResourceState', moved, {
      sourceProviderAddress: 'registry.terraform.io/acme/cloud',
      sourceTypeName: 'cloud_thing',
      sourceSchemaVersion: 4,
      sourceState: { json: bytes('{"name": "a"}') },
      targetTypeName: typeName,
    })
    expect(value(reply.targetState)).toEqual(record)
    expect(reply).toMatchObject({ targetPrivate: bytes('q'), diagnostics: [{ severity: 2, summary: 'w' }] })
    const identity = reply.targetIdentity?.data?.msgpack ?? bytes('')
    expect(decodeValue(identity, identityType(thingIdentity))).toEqual(recordOf([['name', 'a']]))
  })

  test('explains a state of Terraform 0.11', async () => {
    const explained = [{ severity: 1, summary: expect.stringContaining('0.11') }]
    const rawState = { flatmap: [{}] }
    const server = serverWith({})
    expect((await call(server, 'UpgradeResourceState', upgrade, { typeName, rawState })).diagnostics).toMatchObject(
      explained,
    )
    const asked = { targetTypeName: typeName, sourceState: rawState }
    expect((await call(server, 'MoveResourceState', moved, asked)).diagnostics).toMatchObject(explained)
  })

  test('to stop is answered while others run', async () => {
    let stopped = 0
    const server = serverWith({ stop: () => stopped++ })
    expect(await call(server, 'StopProvider', [empty, provider.stopProviderResponse], {})).toEqual({ error: '' })
    expect(stopped).toBe(1)
  })
})

describe('an exception becomes a diagnostic', () => {
  const answers = (name: string, diagnostics: unknown) =>
    expect(diagnostics).toMatchObject([
      {
        severity: 1,
        summary: `Bug in the provider: ${name} failed unexpectedly`,
        detail: expect.stringContaining('Please report it'),
      },
    ])
  const server = serverWith({})
  const token = { msgpack: encodeValue(recordOf([['token', null]]), impliedType(server.schema)) }

  test('of every call', async () => {
    answers(
      'ValidateProviderConfig',
      (await call(server, 'ValidateProviderConfig', validateProvider, { config: token })).diagnostics,
    )
    answers('ConfigureProvider', (await call(server, 'ConfigureProvider', configure, { config: token })).diagnostics)
    answers(
      'ValidateResourceConfig',
      (await call(server, 'ValidateResourceConfig', validate, { typeName, config: wire })).diagnostics,
    )
    answers('UpgradeResourceState', (await call(server, 'UpgradeResourceState', upgrade, { typeName })).diagnostics)
    answers('ImportResourceState', (await call(server, 'ImportResourceState', imported, { typeName })).diagnostics)
    answers(
      'MoveResourceState',
      (await call(server, 'MoveResourceState', moved, { targetTypeName: typeName })).diagnostics,
    )
    answers(
      'ValidateDataResourceConfig',
      (await call(server, 'ValidateDataResourceConfig', validateData, { typeName, config: wire })).diagnostics,
    )
    answers('ReadDataSource', (await call(server, 'ReadDataSource', readData, { typeName, config: wire })).diagnostics)
    expect((await call(server, 'StopProvider', [empty, provider.stopProviderResponse], {})).error).toContain(
      'stop broke',
    )
  })

  test('beside the state that the request came with', async () => {
    const readReply = await call(server, 'ReadResource', read, { typeName, currentState: wire, private: bytes('p') })
    answers('ReadResource', readReply.diagnostics)
    expect(readReply).toMatchObject({ newState: { msgpack: new Uint8Array(wire.msgpack) }, private: bytes('p') })
    const planReply = await call(server, 'PlanResourceChange', plan, {
      typeName,
      priorState: wire,
      priorPrivate: bytes('p'),
    })
    answers('PlanResourceChange', planReply.diagnostics)
    expect(planReply.plannedPrivate).toEqual(bytes('p'))
    const applyReply = await call(server, 'ApplyResourceChange', apply, {
      typeName,
      priorState: wire,
      plannedPrivate: bytes('p'),
    })
    answers('ApplyResourceChange', applyReply.diagnostics)
    expect(applyReply).toMatchObject({ newState: { msgpack: new Uint8Array(wire.msgpack) }, private: bytes('p') })
  })

  test('at the place of a value that does not fit its type', async () => {
    const other = impliedType({
      ...thing,
      attributes: { ...thing.attributes, name: { type: 'bool', description: '' } },
    })
    const config = {
      msgpack: encodeValue(
        recordOf([
          ['name', true],
          ['tags', null],
          ['owner', null],
        ]),
        other,
      ),
    }
    const { diagnostics } = await call(server, 'ValidateResourceConfig', validate, { typeName, config })
    expect(diagnostics).toMatchObject([
      {
        severity: 1,
        detail: expect.stringContaining('name: a string is required'),
        attribute: { steps: [{ attributeName: 'name' }] },
      },
    ])
  })

  test('where what comes back cannot be written', async () => {
    const broken = serverWith({
      readDataSource: async () => ({
        state: recordOf([
          ['name', true],
          ['tags', null],
          ['owner', null],
        ]),
        diagnostics: [],
      }),
    })
    const { diagnostics } = await call(broken, 'ReadDataSource', readData, { typeName, config: wire })
    expect(diagnostics).toMatchObject([{ severity: 1, attribute: { steps: [{ attributeName: 'name' }] } }])
  })

  test('where a record is missing, or cut short', async () => {
    for (const config of [
      undefined,
      { msgpack: Buffer.of(0xc0) },
      { msgpack: wire.msgpack.subarray(0, -1) },
      { json: bytes('{') },
    ]) {
      const { diagnostics } = await call(server, 'ValidateResourceConfig', validate, { typeName, config })
      expect(diagnostics).toMatchObject([{ severity: 1 }])
    }
  })
})

test('an unknown type is named', async () => {
  const server = serverWith({})
  const named = [{ severity: 1, summary: expect.stringMatching(/^Unknown (resource type|data source) "test_other"$/) }]
  const asked = { typeName: 'test_other' }
  expect((await call(server, 'ValidateResourceConfig', validate, asked)).diagnostics).toMatchObject(named)
  expect((await call(server, 'UpgradeResourceState', upgrade, asked)).diagnostics).toMatchObject(named)
  expect((await call(server, 'ReadResource', read, asked)).diagnostics).toMatchObject(named)
  expect((await call(server, 'PlanResourceChange', plan, asked)).diagnostics).toMatchObject(named)
  expect((await call(server, 'ApplyResourceChange', apply, asked)).diagnostics).toMatchObject(named)
  expect((await call(server, 'ImportResourceState', imported, asked)).diagnostics).toMatchObject(named)
  const target = { targetTypeName: 'test_other' }
  expect((await call(server, 'MoveResourceState', moved, target)).diagnostics).toMatchObject(named)
  expect((await call(server, 'ValidateDataResourceConfig', validateData, asked)).diagnostics).toMatchObject(named)
  expect((await call(server, 'ReadDataSource', readData, asked)).diagnostics).toMatchObject(named)
})

describe('CallFunction', () => {
  const text = (content: string) => ({ msgpack: encodeValue(content, 'string') })

  test('reads as many arguments as there are, and writes the result by its type', async () => {
    const server = serverWith({
      callFunction: async ({ name, args }) => {
        expect([name, args]).toEqual(['join', ['-', 'a', unknown]])
        return { value: 'joined' }
      },
    })
    const args = [text('-'), text('a'), { msgpack: encodeValue(unknown, 'string') }]
    const { result, error: failure } = await call(server, 'CallFunction', callFunction, {
      name: 'join',
      arguments: args,
    })
    expect([decodeValue(result?.msgpack ?? Buffer.of(), 'string'), failure]).toEqual(['joined', undefined])
  })

  test('names the argument that a failure is about, the first one too', async () => {
    const server = serverWith({ callFunction: async () => ({ error: 'no', argument: 0 }) })
    expect((await call(server, 'CallFunction', callFunction, { name: 'join', arguments: [text('-')] })).error).toEqual({
      text: 'no',
      functionArgument: 0,
    })
  })

  test.each([
    ['other', [], 'Unknown function "other"'],
    ['join', [], 'join was called with 0 arguments'],
    ['join', [{ msgpack: Buffer.of(0xc1) }], 'Terraform and the provider disagree about a value'],
    ['join', [text('-')], 'Bug in the provider'],
  ])('%s of %j fails in words', async (name, args, says) => {
    const { error: failure } = await call(serverWith({}), 'CallFunction', callFunction, { name, arguments: args })
    expect(failure?.text).toContain(says)
  })
})
