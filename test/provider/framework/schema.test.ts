import { describe, expect, test } from 'vitest'
import type { IdentitySchema } from '../../../provider/framework/identity.js'
import type { Found, Outcome } from '../../../provider/framework/resource.js'
import type { SchemaAttribute } from '../../../provider/framework/schema.js'
import { providerSchemaJson } from '../../../provider/framework/schema-json.js'
import { schemaProblems } from '../../../provider/framework/self-check.js'
import { setType } from '../../../provider/value/type.js'
import type { FakeParts } from './fake.js'
import { attribute, fakeProvider, fakeResource, record, schemaOf, serve } from './fake.js'
import { sample } from './sample.js'

const nothing: Outcome = { state: null, diagnostics: [] }
const noneFound = async function* (): AsyncGenerator<Found> {}

describe('the self-check', () => {
  const problems = (parts: FakeParts): string[] => schemaProblems(fakeProvider(parts))
  const ofAttribute = (parts: Omit<SchemaAttribute, 'description'>): string =>
    problems({ resource: { schema: schemaOf({ a: attribute(parts) }) } }).join('; ')

  test('has nothing to say about a good schema', () => {
    expect(problems({ resource: { schema: schemaOf(sample) } })).toStrictEqual([])
  })

  test.each<[string, Omit<SchemaAttribute, 'description'>]>([
    ['fake_thing.a is neither required, optional nor computed', { type: 'string' }],
    [
      'fake_thing.a is required, so it cannot be optional or computed',
      { type: 'string', required: true, computed: true },
    ],
    [
      'fake_thing.a has a default, so it must be optional and computed',
      { type: 'string', optional: true, default: 'x' },
    ],
    [
      'fake_thing.a has a default that is not of its type',
      { type: 'string', optional: true, computed: true, default: [] },
    ],
    [
      'fake_thing.a is write-only, so it cannot be computed',
      { type: 'string', optional: true, computed: true, writeOnly: true },
    ],
    [
      'fake_thing.a is Terraform’s business alone, so it cannot be computed',
      { type: 'string', optional: true, computed: true, local: true },
    ],
    ['fake_thing.a is a set that holds a dynamic value', { type: setType('dynamic'), optional: true }],
    [
      'fake_thing.a.b is write-only, which nothing in a set can be',
      {
        optional: true,
        type: { nesting: 'set', attributes: { b: attribute({ type: 'string', optional: true, writeOnly: true }) } },
      },
    ],
    [
      'fake_thing.a.B is not a name of lower-case letters, digits and _',
      { optional: true, type: { nesting: 'map', attributes: { B: attribute({ type: 'string', optional: true }) } } },
    ],
  ])('%s', (problem, parts) => {
    expect(ofAttribute(parts)).toBe(problem)
  })

  test('names that are Terraform’s own', () => {
    const named = (name: string) => schemaOf({ [name]: attribute({ type: 'string', optional: true }) })
    expect(problems({ resource: { schema: named('count') }, schema: named('alias') })).toStrictEqual([
      "provider.alias is Terraform's own",
      "fake_thing.count is Terraform's own",
    ])
  })

  test('type names, each of the provider and once', () => {
    const schema = schemaOf({})
    const resources = ['fake_a', 'fake_a', 'other_a'].map((type) => fakeResource({ type, schema }))
    expect(problems({ resources })).toStrictEqual([
      'other_a is not a type of the provider fake: begin it with fake_',
      'fake_a stands twice',
    ])
  })

  test('an identity of what the schema has, by which an object can be imported, and which a list needs', () => {
    const schema = schemaOf({
      id: attribute({ type: 'string', computed: true }),
      tags: attribute({ type: setType('string'), computed: true }),
    })
    const list = {
      schema: schemaOf({ count: attribute({ type: 'string', optional: true }), a: attribute({ type: 'string' }) }),
      run: noneFound,
    }
    const identified = (attributes: IdentitySchema['attributes'], version = 0): string[] =>
      problems({
        resource: { schema, list, identity: { schema: { version, attributes }, import: async () => nothing } },
      })
    const bad = 'list of fake_thing.a is neither required, optional nor computed'
    expect(identified({ id: { type: 'string', description: '', import: 'required' } })).toStrictEqual([bad])
    expect(
      identified(
        {
          id: { type: 'number', description: '', import: 'optional' },
          tags: { type: setType('string'), description: '', import: 'optional' },
        },
        -1,
      ),
    ).toStrictEqual([
      'identity of fake_thing has no version',
      'identity of fake_thing requires nothing for an import',
      'identity of fake_thing: id is no attribute of the schema with this type',
      'identity of fake_thing: tags is neither a string, a number, a bool nor a list of these',
      bad,
    ])
    expect(problems({ resource: { schema, list } })).toStrictEqual([
      'fake_thing can be listed, so it must have an identity',
      bad,
    ])
  })

  test('an upgrade from every version', () => {
    const upgrade = {
      1: (state: unknown) => ({ state, diagnostics: [] }),
      2: (state: unknown) => ({ state, diagnostics: [] }),
    }
    expect(problems({ resource: { schema: schemaOf({}, 2), upgrade } })).toStrictEqual([
      'fake_thing has no upgrade from version 0',
      'fake_thing has an upgrade from version 2, which is not older',
    ])
  })

  test('what moves: of whom, once, all that is needed and nothing that is not there', () => {
    const schema = schemaOf({
      id: attribute({ type: 'string', computed: true }),
      name: attribute({ type: 'string', required: true }),
    })
    const complete = async () => record({})
    const source = { provider: 'acme/cloud', type: 'cloud_thing', attributes: ['id', 'name'] }
    const good = { from: [source, { ...source, type: 'cloud_other' }], needs: ['id'], complete }
    expect(problems({ resource: { schema, move: good } })).toStrictEqual([])
    const from = [
      source,
      source,
      { provider: 'registry.example.com/acme/cloud', type: 'x', attributes: ['size', 'size'] },
    ]
    const where = 'fake_thing moves from x of registry.example.com/acme/cloud, which'
    expect(problems({ resource: { schema, move: { ...good, from } } })).toStrictEqual([
      'fake_thing moves twice from cloud_thing of acme/cloud',
      `${where} is no provider: name it as NAMESPACE/NAME`,
      `${where} carries size, which is not in the schema`,
      `${where} carries size, which is not in the schema`,
      `${where} lacks id, which is needed`,
      `${where} lacks name, which is needed`,
      `${where} carries size twice`,
    ])
  })

  test('parameters of functions', () => {
    const parameter = (name: string) => ({ name, type: 'string', description: '' }) as const
    const called = {
      name: 'Join',
      summary: '',
      description: '',
      parameters: [parameter('a'), parameter('a')],
      returns: 'string',
      call: () => ({ value: '' }),
    } as const
    expect(problems({ function: called })).toStrictEqual([
      'function Join is not a name of lower-case letters, digits and _',
      'Join has two parameters a',
    ])
  })
})

test('the schema as Terraform prints it', () => {
  const { server } = serve({
    schema: schemaOf({ token: { type: 'string', description: 'A *token*.', optional: true, sensitive: true } }),
    resource: {
      schema: {
        version: 2,
        description: 'A thing.',
        attributes: {
          tags: { type: setType('string'), description: 'Tags.', required: true },
          owner: {
            type: { nesting: 'single', attributes: { id: { type: 'string', description: '', computed: true } } },
            description: 'Owner.',
            optional: true,
            deprecated: 'none',
          },
        },
      },
    },
    dataSource: {
      type: 'fake_things',
      schema: schemaOf({}),
      read: async () => ({ state: record({}), diagnostics: [] }),
    },
    function: {
      name: 'expand',
      summary: 'Expands.',
      description: 'Expands it.',
      parameters: [{ name: 'text', type: 'string', description: 'Text.', allowNull: true }],
      variadic: { name: 'more', type: 'dynamic', description: '' },
      returns: setType('string'),
      call: () => ({ value: [] }),
    },
  })
  expect(providerSchemaJson(server)).toStrictEqual({
    format_version: '1.0',
    provider_schemas: {
      'registry.terraform.io/rolecall/rolecall': {
        provider: {
          version: 0,
          block: {
            attributes: {
              token: {
                type: 'string',
                description: 'A *token*.',
                description_kind: 'markdown',
                optional: true,
                sensitive: true,
              },
            },
            description_kind: 'markdown',
          },
        },
        resource_schemas: {
          fake_thing: {
            version: 2,
            block: {
              attributes: {
                owner: {
                  nested_type: {
                    attributes: { id: { type: 'string', description_kind: 'markdown', computed: true } },
                    nesting_mode: 'single',
                  },
                  description: 'Owner.',
                  description_kind: 'markdown',
                  deprecated: true,
                  optional: true,
                },
                tags: { type: ['set', 'string'], description: 'Tags.', description_kind: 'markdown', required: true },
              },
              description: 'A thing.',
              description_kind: 'markdown',
            },
          },
        },
        data_source_schemas: { fake_things: { version: 0, block: { description_kind: 'markdown' } } },
        functions: {
          expand: {
            description: 'Expands it.',
            summary: 'Expands.',
            return_type: ['set', 'string'],
            parameters: [{ name: 'text', description: 'Text.', is_nullable: true, type: 'string' }],
            variadic_parameter: { name: 'more', type: 'dynamic' },
          },
        },
      },
    },
  })
})
