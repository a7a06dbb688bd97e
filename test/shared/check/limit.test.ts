import { createCatalog } from '@rolecall/shared/catalog/catalog.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { jitsudo } from '@rolecall/shared/platforms/jitsudo/platform.js'
import { expect, test } from 'vitest'
import { catalogFile, permission } from '../catalog/fixtures.js'
import { astroRole, check, jitsudoRole, orgRole, said } from './fixtures.js'

const limited = (
  permissions: readonly (string | typeof unknown)[],
  limit: 'low' | 'medium' | 'high' | 'admin' | null,
) => said(check(astroRole({ permissions }), { limit }), 'RC009')

test('a role above the limit is stopped at its most severe permission', () => {
  expect(limited(['deployment.get', 'deployment.delete', 'deployment.apiTokens.create', unknown], 'medium')).toEqual([
    'RC009 permissions.2: The blast radius of this role is admin, above the limit medium, because of ' +
      '`deployment.apiTokens.create` (admin), `deployment.delete` (high). ' +
      'Remove what is above the limit, or raise `max_blast_radius`.',
  ])
})

test('a role at the limit passes, and without a limit every role', () => {
  expect(limited(['deployment.delete'], 'high')).toEqual([])
  expect(limited(['deployment.apiTokens.create'], 'admin')).toEqual([])
  expect(limited(['deployment.apiTokens.create'], null)).toEqual([])
  expect(limited(['not.rated'], 'low')).toEqual([])
})

test('patterns count as what they bring', () => {
  const [found] = limited(['deployment.get', 'deployment.**'], 'high')
  expect(found).toMatch(/^RC009 permissions\.1: .* and 6 more\./)
})

test('labels that nobody confirmed are rated too', () => {
  const role = orgRole({ permissions: { org_scope: ['Organisation > Admin > Roles > Manage'] } })
  expect(check(role, { limit: 'high' })).toMatchObject([
    { code: 'RC009', severity: 'error', path: ['permissions', 'org_scope', 0] },
  ])
})

test('where the platform rates its roles itself, it is a warning', () => {
  const { catalog } = createCatalog(jitsudo, [catalogFile('jitsudo', [permission('audit.read', { risk: 'admin' })])])
  expect(check(jitsudoRole(), { catalog, limit: 'low' })).toMatchObject([{ code: 'RC009', severity: 'warning' }])
})
