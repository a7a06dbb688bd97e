/** Whatever a file holds, the checks answer, in order and with places. */
import { createCatalog, shippedCatalog } from '@rolecall/shared/catalog/catalog.js'
import { checkCatalog, checkRepeats, checkRole, checkShape } from '@rolecall/shared/check/check-role.js'
import type { AttributeValue, AttributeValues } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { platformOf, roleTypes } from '@rolecall/shared/platforms/registry.js'
import { applySeverity } from '@rolecall/shared/rules/severity.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogFile, permission } from '../catalog/fixtures.js'

const names = roleTypes.flatMap(({ attributes }) => [
  ...Object.keys(attributes),
  'org_scope',
  'team_scope',
  'enabled',
  'teams',
  'projects',
])

const { value } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<AttributeValue>(
      null,
      unknown,
      true,
      'DAG',
      'deployment.get',
      'deployment.*',
      '**',
      'dag.airflow.dag.get',
      '',
    ),
    fc.string(),
    fc.double(),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie('value'), { maxKeys: 5 }),
  ),
}))

const attributes: fc.Arbitrary<AttributeValues> = fc.dictionary(
  fc.oneof(fc.constantFrom(...names), fc.string()),
  value,
  { maxKeys: 8 },
)

test('no role makes a check throw, and every problem has a place, a next step and no code twice at a site', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...roleTypes),
      attributes,
      fc.boolean(),
      fc.boolean(),
      (type, values, patterns, partial) => {
        const role = { type: type.name, key: null, attributes: values }
        const catalog = shippedCatalog(platformOf(type))
        const problems = checkRole(role, { catalog, limit: 'low', patterns, partial })
        for (const { code, message, path } of problems) {
          expect(message).toMatch(/[.?!]$/)
          if (partial) expect(['RC001', 'RC002', 'RC004', 'RC005']).toContain(code)
          expect(
            problems.filter((other) => other.code === code && other.path.join('\n') === path.join('\n')),
          ).toHaveLength(1)
        }
      },
    ),
    { numRuns: 1000 },
  )
})

test('the parts together are the whole', () => {
  const catalog = createCatalog(platformOf(roleTypes[0] ?? expect.fail()), [
    catalogFile('astro', [permission('a.b')]),
  ]).catalog
  fc.assert(
    fc.property(attributes, (values) => {
      const role = { type: 'astro_role', key: null, attributes: values }
      const options = { catalog, limit: 'low', patterns: true, partial: false } as const
      const parts = [...checkShape(role, options), ...checkCatalog(role, options), ...checkRepeats(role, options)]
      for (const problem of checkRole(role, options)) expect(parts).toContainEqual(problem)
    }),
  )
})

test('a value that is not seen yet brings no problem', () => {
  for (const { name, attributes: known } of roleTypes) {
    const settable = Object.entries(known).filter(([, { presence }]) => presence !== 'computed')
    const unseen: AttributeValues = Object.fromEntries(settable.map(([attribute]) => [attribute, unknown]))
    const catalog = shippedCatalog(platformOf(roleTypes.find((type) => type.name === name) ?? expect.fail()))
    expect(
      checkRole(
        { type: name, key: null, attributes: unseen },
        { catalog, limit: 'low', patterns: true, partial: false },
      ),
    ).toEqual([])
  }
})

test('the configuration has the last word on severity', () => {
  const problems = [
    { code: 'RC001', severity: 'warning' },
    { code: 'RC002', severity: 'warning' },
    { code: 'RC005', severity: 'error' },
  ] as const
  expect(applySeverity(problems, { RC001: 'error', RC002: 'off' })).toEqual([
    { code: 'RC001', severity: 'error' },
    { code: 'RC005', severity: 'error' },
  ])
})
