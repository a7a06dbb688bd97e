import { createCatalog } from '@rolecall/shared/catalog/catalog.js'
import { expandRole } from '@rolecall/shared/catalog/expand-role.js'
import type { Attributes, AttributeType } from '@rolecall/shared/model/attribute.js'
import { grantedLists, grantedPermissions } from '@rolecall/shared/model/granted.js'
import { grantingNames, permissionPlaces, scopeOf } from '@rolecall/shared/model/permission-places.js'
import type { AttributeValue, Role, RoleType } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { astro } from '@rolecall/shared/platforms/astro/platform.js'
import { coveredPermission } from '@rolecall/shared/rules/covered-permission.js'
import { duplicatePermission } from '@rolecall/shared/rules/duplicate-permission.js'
import { describe, expect, test } from 'vitest'

const required = (type: AttributeType) => ({ type, description: 'Some.', presence: 'required' }) as const

const roleTypeWith = (attributes: Attributes): RoleType => ({ ...astro.roleTypes[0], attributes }) as RoleType

const action: AttributeType = { kind: 'permission', scope: { attribute: 'level' } }

const entry: AttributeType = {
  kind: 'object',
  attributes: { action: required(action), on: required({ kind: 'string' }) },
}

const objects = roleTypeWith({
  level: required({ kind: 'string', allowed: ['DEPLOYMENT', 'DAG'] }),
  grants: required({ kind: 'object', attributes: { all: required({ kind: 'list', element: entry }) } }),
})

const role = (all: AttributeValue, level: AttributeValue = 'DAG'): Role => ({
  type: objects.name,
  key: null,
  attributes: { level, grants: { all } },
})

const listIn = (all: AttributeValue, level: AttributeValue = 'DAG') => {
  const [list] = grantedLists(role(all, level), objects)
  if (!list) throw new Error('There is no list.')
  return list
}

const { catalog } = createCatalog(astro)

describe('permissions in objects of a list', () => {
  test('have a place, an attribute and a scope', () => {
    const [place] = permissionPlaces(objects)
    expect(place).toEqual({ path: ['grants', 'all'], attribute: 'action', scope: { attribute: 'level' } })
    expect([...grantingNames(objects)]).toEqual(['grants', 'level'])
    expect(place && scopeOf(place, objects, { level: 'DAG' })).toBe('DAG')
    const unseen: readonly AttributeValue[] = ['NONSENSE', unknown, null]
    for (const level of unseen) expect(place && scopeOf(place, objects, { level })).toBeNull()
  })

  test('are found where they are seen', () => {
    const all: readonly AttributeValue[] = [
      { action: 'a', on: 'x' },
      unknown,
      { on: 'x' },
      'b',
      { action: unknown },
      { action: 'c', on: unknown },
    ]
    expect(grantedPermissions(role(all), objects)).toEqual([
      { path: ['grants', 'all', 0, 'action'], value: 'a', scope: 'DAG' },
      { path: ['grants', 'all', 5, 'action'], value: 'c', scope: 'DAG' },
    ])
  })

  test('repeat each other where all of the object is the same', () => {
    const all: readonly AttributeValue[] = [
      { action: 'a', on: 'x' },
      { action: 'a', on: 'y' },
      { on: 'x', action: 'a' },
      { action: 'a', on: unknown },
      { action: 'a', on: unknown },
    ]
    expect(duplicatePermission.run(listIn(all)).map(({ path }) => path[2])).toEqual([2])
  })

  test('are covered by a pattern for the same', () => {
    const all: readonly AttributeValue[] = [
      { action: 'deployment.airflow.*.get', on: 'x' },
      { action: 'deployment.airflow.dag.get', on: 'x' },
      { action: 'deployment.airflow.dag.get', on: 'y' },
      { action: 'deployment.airflow.dag.get', on: unknown },
    ]
    expect(
      coveredPermission.run(listIn(all, 'DEPLOYMENT'), { catalog, patterns: true }).map(({ path }) => path[2]),
    ).toEqual([1])
  })

  test('are expanded at synth, each object once', () => {
    const all = [
      { action: 'deployment.airflow.*.get', on: 'x' },
      { action: 'deployment.get', on: 'x' },
    ]
    const { grants } = expandRole(role(all, 'DEPLOYMENT').attributes, objects, catalog)
    const { all: expanded } = grants as { readonly all: readonly { readonly action: string; readonly on: string }[] }
    expect(expanded.length).toBeGreaterThan(2)
    expect(expanded.every(({ action: one, on }) => on === 'x' && !one.includes('*'))).toBe(true)
    expect(new Set(expanded.map((one) => one.action)).size).toBe(expanded.length)
    expect(expanded.at(-1)).toEqual({ action: 'deployment.get', on: 'x' })
  })
})

test.each<[string, AttributeType]>([
  ['alone', action],
  ['in a set of sets', { kind: 'set', element: { kind: 'set', element: action } }],
  [
    'in a set of an object of a set',
    {
      kind: 'set',
      element: { kind: 'object', attributes: { all: required({ kind: 'set', element: action }) } },
    },
  ],
])('a permission %s is refused, since nothing would check it', (_, type) => {
  expect(() => permissionPlaces(roleTypeWith({ some: required(type) }))).toThrow(/neither in a set or list/)
})
