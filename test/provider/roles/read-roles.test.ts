/** `provider::rolecall::roles`: whatever a role file holds, its roles have the type that Terraform was told. */
import { shippedCatalog } from '@rolecall/shared/catalog/catalog.js'
import type { Attributes, AttributeType, StringType } from '@rolecall/shared/model/attribute.js'
import type { Platform } from '@rolecall/shared/platforms/platform.js'
import { platformOf, roleTypes } from '@rolecall/shared/platforms/registry.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FunctionAnswer } from '../../../provider/framework/provider.js'
import { rolesFunction } from '../../../provider/roles/functions/roles.js'
import { decodeValue, encodeValue } from '../../../provider/value/msgpack.js'
import type { Type } from '../../../provider/value/type.js'
import type { Value } from '../../../provider/value/value.js'
import { isList, isRecord, isWhollyKnown } from '../../../provider/value/value.js'
import { roleText } from '../../shared/documents/arbitrary.js'

const call = async (text: string): Promise<FunctionAnswer> => rolesFunction.call([text])

const valueOf = async (text: string): Promise<Record<string, Record<string, unknown>>> => {
  const answer = await call(text)
  if ('error' in answer) throw new Error(answer.error)
  return JSON.parse(JSON.stringify(answer.value)) as Record<string, Record<string, unknown>>
}

const errorOf = async (text: string): Promise<string> => {
  const answer = await call(text)
  return 'error' in answer ? answer.error : expect.fail('It is accepted.')
}

/** Whether a value has the type with nothing left out, which the framework would fill in. */
const has = (value: Value, type: Type): boolean => {
  if (value === null) return true
  if (typeof type === 'string') return typeof value === (type === 'bool' ? 'boolean' : type)
  if (type.kind === 'tuple') return false
  if (type.kind === 'object') {
    const { attributes } = type
    return (
      isRecord(value) &&
      Object.keys(value).length === Object.keys(attributes).length &&
      Object.entries(attributes).every(([name, each]) => Object.hasOwn(value, name) && has(value[name] ?? null, each))
    )
  }
  const { kind, element } = type
  if (kind === 'map')
    return isRecord(value) && Object.values(value).every((item) => item !== null && has(item, element))
  return isList(value) && value.every((item) => has(item, element))
}

const textOf = ({ allowed, uuid, pattern, length }: StringType): fc.Arbitrary<string> => {
  if (allowed) return fc.constantFrom(...allowed)
  if (uuid) return fc.uuid()
  const min = length?.min ?? 0
  const max = length?.max ?? 200
  const text = pattern ? fc.stringMatching(new RegExp(pattern.regex, 'u')) : fc.string({ minLength: min })
  return text.filter((each) => each.length >= min && each.length <= max)
}

const valueFor = (type: AttributeType, platform: Platform): fc.Arbitrary<unknown> => {
  if (type.kind === 'string') return textOf(type)
  if (type.kind === 'boolean') return fc.boolean()
  if (type.kind === 'object') return valuesFor(type.attributes, platform)
  if (type.kind !== 'permission') return fc.array(valueFor(type.element, platform), { minLength: 1, maxLength: 4 })
  const known = shippedCatalog(platform).inScope(null)
  const patterns = platform.key === 'astro' ? ['deployment.airflow.*.get', 'deployment.alerts.**'] : []
  return fc.constantFrom(...known.map(({ value }) => value), ...patterns, 'one.more')
}

/** What is not required is there, null or left out. */
const valuesFor = (attributes: Attributes, platform: Platform): fc.Arbitrary<Record<string, unknown>> => {
  const settable = Object.entries(attributes).filter(([, { presence }]) => presence !== 'computed')
  const required = settable.filter(([, { presence }]) => presence === 'required').map(([name]) => name)
  const model = settable.map(([name, { type, presence }]) => {
    const value = valueFor(type, platform)
    return [name, presence === 'required' ? value : fc.option(value)] as const
  })
  return fc.record(Object.fromEntries(model), { requiredKeys: required })
}

const key = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,8}$/)

const roleFiles: fc.Arbitrary<Record<string, Record<string, Record<string, unknown>>>> = fc.record(
  Object.fromEntries(
    roleTypes.map((type) => {
      const attributes = valuesFor(type.attributes, platformOf(type))
      const role = fc
        .tuple(attributes, fc.option(fc.string({ minLength: 1 })))
        .map(([values, id]) => (id === null ? values : { ...values, $import: id }))
      return [type.name, fc.dictionary(key, role, { maxKeys: 3 })]
    }),
  ),
)

describe('the type', () => {
  test('is that of every file the checks accept, whichever language it is in', async () => {
    let accepted = 0
    await fc.assert(
      fc.asyncProperty(roleFiles, fc.boolean(), async (file, isYaml) => {
        const json = JSON.stringify(file)
        const answer = await call(isYaml ? `# A flow map is YAML.\n${json}` : json)
        if ('error' in answer) {
          expect(answer).toMatchObject({ argument: 0, error: expect.stringMatching(/^The role file has .* RC\d{3} /s) })
          return
        }
        accepted += 1
        expect(has(answer.value, rolesFunction.returns)).toBe(true)
        expect(isWhollyKnown(answer.value)).toBe(true)
        const value = JSON.parse(JSON.stringify(answer.value)) as Record<
          string,
          Record<string, Record<string, unknown>>
        >
        for (const [name, roles] of Object.entries(file)) {
          expect(Object.keys(value[name] ?? {}).sort()).toEqual(Object.keys(roles).sort())
          const ids = Object.entries(roles).flatMap(([each, role]) =>
            '$import' in role ? [[each, role['$import']]] : [],
          )
          expect(value['import_ids']?.[name]).toEqual(Object.fromEntries(ids))
          for (const [each, role] of Object.entries(roles)) {
            for (const [attribute, given] of Object.entries(role))
              if (typeof given === 'string' && attribute !== '$import')
                expect(value[name]?.[each]?.[attribute]).toBe(given)
          }
        }
        const wire = encodeValue(answer.value, rolesFunction.returns)
        expect(encodeValue(decodeValue(wire, rolesFunction.returns), rolesFunction.returns)).toEqual(wire)
      }),
      { numRuns: 100 },
    )
    expect(accepted).toBeGreaterThan(10)
  })

  test('is that of every text that is not refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(roleText, fc.string(), fc.json()), async (text) => {
        const answer = await call(text)
        if ('error' in answer) expect(answer.error).toMatch(/ RC\d{3} /)
        else expect(has(answer.value, rolesFunction.returns)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  test.each(['', '\uFEFF', '{}', '// nothing\n{}', 'version: 1', 'x-mine: {}', '# nothing'])(
    'is that of a file without roles: %j',
    async (text) => {
      const empty = Object.fromEntries(roleTypes.map(({ name }) => [name, {}]))
      expect(await valueOf(text)).toEqual({ ...empty, import_ids: empty })
    },
  )

  test('has what users configure of a role, and nothing that a platform sets', () => {
    const { returns } = rolesFunction
    const astro = typeof returns === 'object' && returns.kind === 'object' ? returns.attributes['astro_role'] : null
    const role = typeof astro === 'object' && astro?.kind === 'map' ? astro.element : null
    expect(typeof role === 'object' && role?.kind === 'object' ? Object.keys(role.attributes) : []).toEqual([
      'name',
      'permissions',
      'scope_type',
      'description',
      'restricted_workspace_ids',
      'organization_id',
    ])
  })
})

test('defaults, anchors and patterns are resolved, and what is reserved is no attribute', async () => {
  const text = [
    '$schema: https://example.com/schema.json',
    'version: 1',
    'x-common: &common [deployment.get, deployment.airflow.pool.*]',
    'defaults: { astro_role: { scope_type: DEPLOYMENT } }',
    'astro_role:',
    '  one: { name: "${One} %{x} TfToken[1]", permissions: [*common, deployment.get], $moved_from: old, $import: "name:A/B" }',
    '  __proto__: { name: 2024, permissions: [deployment.get], description: null }',
    'northflank_org_role:',
    '  dev: { name: Dev, permissions: {}, restrictions: { enabled: True, teams: [{ team_id: a-team }] } }',
  ].join('\n')
  const { astro_role: astro, northflank_org_role: org, import_ids: ids } = await valueOf(text)
  const nothing = { description: null, restricted_workspace_ids: null, organization_id: null }
  expect(astro?.['one']).toEqual({
    ...nothing,
    name: '${One} %{x} TfToken[1]',
    scope_type: 'DEPLOYMENT',
    permissions: [
      'deployment.airflow.pool.create',
      'deployment.airflow.pool.delete',
      'deployment.airflow.pool.get',
      'deployment.airflow.pool.update',
      'deployment.get',
    ],
  })
  expect(Object.keys(astro ?? {})).toEqual(['one', '__proto__'])
  expect(org?.['dev']).toEqual({
    name: 'Dev',
    permissions: { org_scope: null, team_scope: null, project_scope: null },
    description: null,
    restrictions: { enabled: true, teams: [{ team_id: 'a-team', restrictions: null }] },
    directory_groups: null,
  })
  expect(ids).toMatchObject({ astro_role: { one: 'name:A/B' }, northflank_org_role: {} })
})

describe('a wrong file is refused', () => {
  test('with every problem, its place and what was meant', async () => {
    const text =
      'astro_role:\n  a:\n    name: A\n    scope_type: DEPLOYMNT\n    permissions: [deployment.**.get]\n    nme: A\n' +
      '  b: { name: B, scope_type: DAG, permissions: [dag.nothing.*] }\n'
    const [head, ...lines] = (await errorOf(text)).split('\n')
    expect(head).toBe('The role file has 4 problems:')
    expect(lines).toEqual([
      expect.stringMatching(/^ {2}line 4:17 RC008 .*`DEPLOYMENT` or `DAG`/),
      expect.stringMatching(/^ {2}line 5:19 RC005 /),
      expect.stringMatching(/^ {2}line 6:5 RC008 .*Did you mean `name`/),
      expect.stringMatching(/^ {2}line 7:48 RC010 /),
      '',
      expect.stringContaining('only the catalog that ships with the provider'),
    ])
  })

  test.each([
    [
      'two roles of one name',
      'jitsudo_role:\n  a: { slug: x, name: A, scopes: [] }\n  b: { slug: x, name: A, scopes: [] }\n',
      /RC012 .*See line 3:14\./,
    ],
    ['a key that is there twice', 'jitsudo_role: {}\njitsudo_role: {}\n', /line 2:1 RC013 /],
    ['JSON that is none', '{ "jitsudo_role": { "a": }', /RC013 /],
    ['an unknown resource type', 'astro_rle: {}', /line 1:1 RC008 .*`astro_role`/],
    ['what cannot be seen', 'astro_role:\n  "a\u202eb": {}\n', /^(?!.*\u202e)/s],
    [
      'a provider',
      'jitsudo_role:\n  a: { slug: x, name: A, scopes: [], $provider: other }\n',
      /line 2:\d+ RC008 .*`\$provider` cannot be followed/,
    ],
    [
      'what only a comment makes right',
      'jitsudo_role:\n  # rolecall-ignore RC008\n  a: { slug: x, name: A, scopes: [], colour: red }\n',
      /line 3:3 RC008 .*colour is not in the schema/,
    ],
  ])('for %s', async (_, text, expected) => {
    expect(await errorOf(text)).toMatch(expected)
  })

  test('but not for a warning', async () => {
    const text = 'astro_role:\n  a: { name: A, scope_type: DEPLOYMENT, permissions: [deployment.gte] }\n'
    expect((await valueOf(text))['astro_role']).toMatchObject({ a: { permissions: ['deployment.gte'] } })
  })
})
