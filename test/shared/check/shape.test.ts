/** The rules that need no catalog: RC006, RC007, RC008 and RC011. */
import { checkShape } from '@rolecall/shared/check/check-role.js'
import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { allOf } from '@rolecall/shared/model/wording.js'
import { roleTypes } from '@rolecall/shared/platforms/registry.js'
import { describe, expect, test } from 'vitest'
import { astroRole, check, jitsudoRole, orgRole, role, said, teamRole } from './fixtures.js'

test('RC006: Astro refuses a role without permissions, the others do not', () => {
  expect(said(check(astroRole({ permissions: [] })))).toEqual([
    'RC006 permissions: Astro refuses a role without permissions. Grant at least one.',
  ])
  expect(check(astroRole({ permissions: [unknown] }))).toEqual([])
  expect(check(astroRole({ permissions: unknown }))).toEqual([])
  expect(check(orgRole({ permissions: {} }))).toEqual([])
  expect(check(jitsudoRole({ scopes: [] }))).toEqual([])
})

describe('RC007', () => {
  test.each([
    [astroRole({ name: '' }), '`name` must not be empty.'],
    [teamRole({ name: 'ab' }), '`name` must have 3 to 100 characters, and has 2.'],
    [teamRole({ name: 'a'.repeat(101) }), '`name` must have 3 to 100 characters, and has 101.'],
    [teamRole({ name: 'Dev_Ops' }), '`name` must be letters and digits, with single hyphens or spaces between them.'],
    [
      teamRole({ team_id: '1st' }),
      '`team_id` must be a letter, then letters and digits with single hyphens between them.',
    ],
    [orgRole({ description: 'a'.repeat(201) }), '`description` must have 1 to 200 characters, and has 201.'],
    [orgRole({ description: '' }), '`description` must have 1 to 200 characters, and has 0.'],
    [
      orgRole({ description: 'Für alle' }),
      expect.stringContaining('`description` must be letters of the English alphabet'),
    ],
    [orgRole({ description: 'a@b' }), expect.stringContaining('`description` must be letters of the English alphabet')],
    [
      teamRole({ restrictions: { enabled: true, projects: ['web', 'x--y'] } }),
      '`x--y` in `projects` must be a letter, then letters and digits with single hyphens between them.',
    ],
    [
      orgRole({ restrictions: { enabled: true, teams: [{ team_id: 'team-one' }, { team_id: 't1' }] } }),
      '`t1` in `team_id` must have 3 to 39 characters, and has 2.',
    ],
    [astroRole({ organization_id: '' }), '`organization_id` must not be empty.'],
    [jitsudoRole({ tenant_id: '' }), '`tenant_id` must not be empty.'],
    [jitsudoRole({ slug: '' }), '`slug` must not be empty.'],
  ])('%#', (subject, message) => {
    const found = check(subject)
    expect(found.map(({ code }) => code)).toEqual(['RC007'])
    expect(found[0]?.message).toEqual(message)
  })

  test.each([
    astroRole({ name: 'my custom role', description: 'Ünïcode @ $' }),
    teamRole({ name: 'Dev Ops-2', description: 'a.b,c? \\ / \'"()[];`%^&*-_:!' }),
    orgRole({ name: 'x_y @', restrictions: { enabled: true, teams: [{ team_id: 'a-b-c' }] } }),
    jitsudoRole({ slug: 'Any Slug', name: '' }),
  ])('only what is documented is enforced: %#', (subject) => {
    expect(check(subject)).toEqual([])
  })

  test('a hostile text costs nothing', () => {
    const started = `${'a-'.repeat(50_000)}!`
    expect(check(teamRole({ name: started, team_id: started, description: started }))).toHaveLength(3)
  })
})

describe('RC008', () => {
  test('missing attributes', () => {
    expect(said(check(role('astro_role', {})))).toEqual([
      'RC008 name: `name` is missing: a string.',
      'RC008 permissions: `permissions` is missing: a list of strings.',
      'RC008 scope_type: `scope_type` is missing: a string.',
    ])
    expect(said(check(role('northflank_org_role', { name: null })))).toEqual([
      'RC008 name: `name` is missing: a string.',
      'RC008 permissions: `permissions` is missing: a map with `org_scope`, `team_scope` and `project_scope`.',
    ])
    expect(said(check(orgRole({ restrictions: { teams: [{}] } })))).toEqual([
      'RC008 restrictions.enabled: `enabled` is missing: true or false.',
      'RC008 restrictions.teams.0.team_id: `team_id` is missing: a string.',
    ])
  })

  test('attributes that do not exist', () => {
    expect(said(check(astroRole({ permisions: [], descripton: 'x', constructor: 'x' })))).toEqual([
      'RC008 permisions: There is no attribute `permisions`. Did you mean `permissions`? [permissions]',
      'RC008 descripton: There is no attribute `descripton`. Did you mean `description`? [description]',
      'RC008 constructor: There is no attribute `constructor`. Known are `name`, `permissions`, `scope_type`, `description`, ' +
        '`restricted_workspace_ids` and `organization_id`.',
    ])
    expect(said(check(orgRole({ permissions: { orgScope: [] } })))).toEqual([
      'RC008 permissions.orgScope: There is no attribute `orgScope`. Did you mean `org_scope`? [org_scope]',
    ])
    expect(said(check(astroRole(JSON.parse('{"__proto__": 1}') as AttributeValues)), 'RC008')).toHaveLength(1)
  })

  test('attributes that the platform sets', () => {
    expect(said(check(jitsudoRole({ id: 'x', is_system: false, created_at: null, updated_by: unknown })))).toEqual([
      'RC008 id: `id` is set by JITSudo. Remove it.',
      'RC008 is_system: `is_system` is set by JITSudo. Remove it.',
    ])
    expect(check(jitsudoRole({ tenant_id: 'x' }))).toEqual([])
  })

  test.each([
    [astroRole({ name: 1 }), '`name` must be a string, not `1`.', []],
    [astroRole({ description: ['a'] }), '`description` must be a string, not a list.', []],
    [
      astroRole({ permissions: 'deployment.get' }),
      '`permissions` must be a list of strings, not the string `deployment.get`.',
      [],
    ],
    [astroRole({ permissions: { a: 'b' } }), '`permissions` must be a list of strings, not a map.', []],
    [astroRole({ permissions: ['deployment.get', 3] }), 'Each of `permissions` must be a string, not `3`.', []],
    [astroRole({ permissions: ['deployment.get', null] }), '`permissions` holds a null here. Remove it.', []],
    [
      orgRole({ permissions: [] }),
      '`permissions` must be a map with `org_scope`, `team_scope` and `project_scope`, not a list.',
      [],
    ],
    [
      teamRole({ restrictions: { enabled: 'true' } }),
      '`enabled` must be true or false, not the string `true`.',
      ['true'],
    ],
    [
      orgRole({ restrictions: { enabled: true, teams: ['x'] } }),
      expect.stringContaining('Each of `teams` must be a map with'),
      [],
    ],
    [
      astroRole({ scope_type: 'DAGS' }),
      '`scope_type` must be `DEPLOYMENT` or `DAG`, not `DAGS`.',
      ['DAG', 'DEPLOYMENT'],
    ],
    [
      teamRole({ restrictions: { enabled: true, projects: ['web'], restriction_mode: 'not-in' } }),
      '`restriction_mode` must be `in` or `notIn`, not `not-in`.',
      ['notIn', 'in'],
    ],
  ])('%#', (subject, message, suggestions) => {
    const found = check(subject)
    expect(found).toMatchObject([{ code: 'RC008', severity: 'error', suggestions }])
    expect(found[0]?.message).toEqual(message)
  })

  test('resource types that do not exist', () => {
    expect(said(checkShape(role('astro_rol', {}), { patterns: false }))).toEqual([
      'RC008 : `astro_rol` is not a resource type. Did you mean `astro_role`? [astro_role]',
    ])
    expect(said(checkShape(role('github_team', {}), { patterns: false }))).toEqual([
      `RC008 : \`github_team\` is not a resource type. Known are ${allOf(roleTypes.map(({ name }) => name))}.`,
    ])
  })
})

test('RC011: a restriction that restricts nothing', () => {
  const found = check(orgRole({ restrictions: { enabled: true } }))
  expect(found).toMatchObject([{ code: 'RC011', severity: 'warning', path: ['restrictions'] }])
  expect(found[0]?.message).toBe(
    'These restrictions list no teams, so they restrict nothing. List some, or set `enabled` to false.',
  )
})
