import type { AttributeValue, RoleType } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { findRoleType } from '@rolecall/shared/platforms/registry.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { common, textsIn, union, without } from '../../../provider/roles/role-permissions.js'

const typeNamed = (name: string): RoleType => {
  const type = findRoleType(name)
  if (!type) throw new Error(`there is no type ${name}`)
  return type
}

const texts = fc.uniqueArray(fc.constantFrom('a.b', 'a.c', 'b.c', 'Zo\u00eb.x', 'd.e'))

/** A value of permissions for each shape that they come in. */
const shapes: readonly (readonly [string, fc.Arbitrary<AttributeValue>])[] = [
  ['astro_role', texts],
  ['jitsudo_role', fc.option(texts)],
  [
    'northflank_org_role',
    fc.record({ org_scope: fc.oneof(texts, fc.constant(null)), team_scope: texts, project_scope: texts }),
  ],
]

describe.each(shapes)('permissions of %s', (name, values) => {
  const roleType = typeNamed(name)
  const sorted = (value: AttributeValue): readonly string[] => textsIn(value, roleType).toSorted()

  test('that are taken away and given back are all there', () => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        const rest = without(one, other, roleType)
        const shared = common(one, other, roleType)
        expect(sorted(union(rest, shared, roleType))).toEqual(sorted(one))
        expect(sorted(common(rest, other, roleType))).toEqual([])
        expect(sorted(union(one, other, roleType)).length).toBe(sorted(rest).length + sorted(other).length)
      }),
    )
  })

  test('are not known where a part is not', () => {
    fc.assert(
      fc.property(values, (value) => {
        for (const combined of [union(value, unknown, roleType), without(unknown, value, roleType)])
          expect(combined).toBe(unknown)
      }),
    )
  })
})

test('of one meaning are one, in the first spelling', () => {
  const astro = typeNamed('astro_role')
  expect(union(['Zo\u00eb.x'], ['Zoe\u0308.x', 'a.b'], astro)).toEqual(['Zo\u00eb.x', 'a.b'])
  expect(common(['Zo\u00eb.x'], ['Zoe\u0308.x'], astro)).toEqual(['Zo\u00eb.x'])
})
