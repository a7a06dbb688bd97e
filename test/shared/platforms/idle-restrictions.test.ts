import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { idleRestrictions } from '@rolecall/shared/platforms/northflank/idle-restrictions.js'
import { expect, test } from 'vitest'

const team = { team_id: 'platform' }
const places = (attributes: AttributeValues) => idleRestrictions(attributes).map(({ path }) => path.join('.'))

test.each<[string, AttributeValues, readonly string[]]>([
  ['none', {}, []],
  ['null', { restrictions: null }, []],
  ['off, and nothing listed', { restrictions: { enabled: false, teams: [] } }, []],
  [
    'off, but teams are listed',
    { restrictions: { enabled: false, teams: [{ team_id: 'core' }] } },
    ['restrictions.teams'],
  ],
  ['off, but the list is not known', { restrictions: { enabled: false, teams: unknown } }, ['restrictions.teams']],
  ['on, and teams are listed', { restrictions: { enabled: true, teams: [{ team_id: 'core' }] } }, []],
  ['on, but no teams', { restrictions: { enabled: true, teams: [] } }, ['restrictions']],
  ['on, but no list', { restrictions: { enabled: true } }, ['restrictions']],
  ['on, and the list is not known', { restrictions: { enabled: true, teams: unknown } }, []],
  ['on, and a member is not known', { restrictions: { enabled: true, teams: [unknown] } }, []],
  ['not known whether on', { restrictions: { enabled: unknown, teams: [] } }, []],
  [
    'inside a team',
    { restrictions: { enabled: true, teams: [{ team_id: 'core', restrictions: { enabled: true, projects: [] } }] } },
    ['restrictions.teams.0.restrictions'],
  ],
  [
    'a mode of what is off',
    { ...team, restrictions: { enabled: false, restriction_mode: 'notIn' } },
    ['restrictions.restriction_mode'],
  ],
  ['a team role without projects', { ...team, restrictions: { enabled: true } }, ['restrictions']],
  ['a team role with projects', { ...team, restrictions: { enabled: true, projects: ['web'] } }, []],
  ['something else', { restrictions: 'x' }, []],
])('%s', (_, attributes, expected) => {
  expect(places(attributes)).toEqual(expected)
})
