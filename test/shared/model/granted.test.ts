import { grantedLists, grantedPermissions } from '@rolecall/shared/model/granted.js'
import type { AttributeValue, AttributeValues } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { findRoleType } from '@rolecall/shared/platforms/registry.js'
import { expect, test } from 'vitest'

const granted = (name: string, attributes: AttributeValues) => {
  const type = findRoleType(name)
  return type ? grantedPermissions({ type: name, key: null, attributes }, type) : []
}

test('strings are found with their place and the scope of their list', () => {
  expect(granted('astro_role', { scope_type: 'DAG', permissions: ['a', unknown, null, 1, 'b'] })).toEqual([
    { path: ['permissions', 0], value: 'a', scope: 'DAG' },
    { path: ['permissions', 4], value: 'b', scope: 'DAG' },
  ])
  expect(
    granted('northflank_team_role', { permissions: { team_scope: ['a'], project_scope: ['b'], org_scope: ['c'] } }),
  ).toEqual([
    { path: ['permissions', 'team_scope', 0], value: 'a', scope: 'team_scope' },
    { path: ['permissions', 'project_scope', 0], value: 'b', scope: 'project_scope' },
  ])
  expect(granted('jitsudo_role', { scopes: ['a'] })).toEqual([{ path: ['scopes', 0], value: 'a', scope: null }])
})

test.each<[AttributeValues]>([[{}], [{ permissions: unknown }], [{ permissions: 'a' }], [{ permissions: null }]])(
  '%j grants nothing that can be seen',
  (attributes) => {
    expect(granted('astro_role', attributes)).toEqual([])
    expect(granted('northflank_org_role', attributes)).toEqual([])
  },
)

test('a scope that is not seen or does not exist is none', () => {
  const unseen: readonly AttributeValue[] = [unknown, 'NONSENSE', null]
  for (const scope of unseen) {
    expect(granted('astro_role', { scope_type: scope, permissions: ['a'] })[0]?.scope).toBeNull()
  }
})

test('lists are found where they are not written', () => {
  const type = findRoleType('astro_role')
  expect(type && grantedLists({ type: 'astro_role', key: null, attributes: {} }, type)).toEqual([
    { path: ['permissions'], attribute: null, scope: null, value: null },
  ])
})
