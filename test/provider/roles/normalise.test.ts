import type { AttributeValues, RoleType } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { findRoleType } from '@rolecall/shared/platforms/registry.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differences, fillRole, reconcileRole } from '../../../provider/roles/normalise.js'
import { inputsOf, sameIn, storedOf } from '../../../provider/roles/role-attributes.js'

const typeNamed = (name: string): RoleType => {
  const type = findRoleType(name)
  if (!type) throw new Error(`there is no type ${name}`)
  return type
}

const orgRole = typeNamed('northflank_org_role')
const astroRole = typeNamed('astro_role')

const settle = (prior: AttributeValues, remote: AttributeValues, type = orgRole) =>
  reconcileRole(prior, remote, storedOf(type))

describe('a read keeps the spelling of what did not change', () => {
  test.each<[string, AttributeValues, AttributeValues, unknown]>([
    ['no set', { directory_groups: null }, { directory_groups: [] }, null],
    ['an empty set', { directory_groups: [] }, { directory_groups: [] }, []],
    ['the order of a set', { directory_groups: ['b', 'a'] }, { directory_groups: ['a', 'b'] }, ['b', 'a']],
    [
      'restrictions that are off',
      { restrictions: { enabled: false, teams: [] } },
      { restrictions: null },
      { enabled: false, teams: [] },
    ],
    ['an empty description', { description: '' }, { description: null }, ''],
    ['no description', { description: null }, { description: null }, null],
    ['composed letters', { name: 'Zo\u00eb' }, { name: 'Zoe\u0308' }, 'Zo\u00eb'],
  ])('%s', (_title, prior, remote, expected) => {
    const [name = ''] = Object.keys(prior)
    expect(settle(prior, remote)[name]).toEqual(expected)
  })

  test('of teams that stayed beside one that came', () => {
    const kept = {
      team_id: 'one-team',
      restrictions: { enabled: true, projects: ['b-app', 'a-app'], restriction_mode: null },
    }
    const prior = { restrictions: { enabled: true, teams: [kept] } }
    const same = {
      team_id: 'one-team',
      restrictions: { enabled: true, projects: ['a-app', 'b-app'], restriction_mode: 'in' },
    }
    const came = { team_id: 'two-team', restrictions: { enabled: false, projects: ['c-app'], restriction_mode: 'in' } }
    expect(settle(prior, { restrictions: { enabled: true, teams: [came, same] } })['restrictions']).toEqual({
      enabled: true,
      teams: [{ team_id: 'two-team', restrictions: null }, kept],
    })
  })

  test('and takes what changed as it is', () => {
    expect(settle({ description: null }, { description: 'New.' })['description']).toBe('New.')
    expect(settle({ directory_groups: null }, { directory_groups: ['g'] })['directory_groups']).toEqual(['g'])
    expect(settle({ directory_groups: ['g'] }, { directory_groups: [] })['directory_groups']).toEqual([])
  })

  test('an answer without an attribute says nothing of it', () => {
    expect(settle({ permissions: { org_scope: ['a'], team_scope: [], project_scope: [] } }, {})['permissions']).toEqual(
      {
        org_scope: ['a'],
        team_scope: [],
        project_scope: [],
      },
    )
  })
})

const texts = fc.array(fc.string({ maxLength: 5 }), { maxLength: 4 })
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
const astroValues = fc.record({
  name: fc.string(),
  permissions: texts,
  scope_type: fc.constantFrom('DEPLOYMENT', 'DAG'),
  description: optional(fc.string()),
  restricted_workspace_ids: optional(texts),
  organization_id: fc.string(),
})

describe('for any role', () => {
  test('a state after a read means what was read, and reading again changes nothing', () => {
    fc.assert(
      fc.property(astroValues, astroValues, (prior, remote) => {
        const once = settle(prior, remote, astroRole)
        expect(sameIn(inputsOf(astroRole), once, remote)).toBe(true)
        expect(settle(once, remote, astroRole)).toEqual(once)
        expect(differences(once, remote, storedOf(astroRole))).toEqual([])
      }),
    )
  })

  test('a state after a write is the plan, and what the platform says where the plan is silent', () => {
    fc.assert(
      fc.property(astroValues, astroValues, (planned, remote) => {
        const state = fillRole(
          { ...planned, id: unknown, created_by: unknown },
          { ...remote, id: 'made' },
          storedOf(astroRole),
        )
        expect(state).toMatchObject({ ...planned, id: 'made', created_by: null })
      }),
    )
  })
})
