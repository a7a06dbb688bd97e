/** The rules that look at single permissions: RC001 to RC005, RC010 and RC014. */
import { createCatalog } from '@rolecall/shared/catalog/catalog.js'
import { checkPermissions } from '@rolecall/shared/check/check-permissions.js'
import type { AttributeValue } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { astro } from '@rolecall/shared/platforms/astro/platform.js'
import { northflank } from '@rolecall/shared/platforms/northflank/platform.js'
import { describe, expect, test } from 'vitest'
import { catalogFile, permission } from '../catalog/fixtures.js'
import { astroRole, check, jitsudoRole, orgRole, said } from './fixtures.js'

const astroWith = (...permissions: readonly (string | typeof unknown)[]) => astroRole({ permissions })
const closed = createCatalog(astro, [catalogFile('astro', [], { coverage: 'closed' })]).catalog

test('a role that is right has no problems', () => {
  for (const one of [astroRole(), orgRole(), jitsudoRole()]) expect(check(one)).toEqual([])
})

describe('RC001', () => {
  test('names what is near, and the date of the catalog', () => {
    expect(said(check(astroWith('deployment.gett')))).toEqual([
      'RC001 permissions.0: `deployment.gett` is not in the Astro catalog of 2026-11-22. Did you mean `deployment.get`? [deployment.get]',
    ])
  })

  test('says how to refresh where nothing is near', () => {
    expect(said(check(astroWith('deployment.get', 'something.else')))).toEqual([
      'RC001 permissions.1: `something.else` is not in the Astro catalog of 2026-11-22. Check the spelling, ' +
        'or run `rolecall catalog refresh astro` if Astro has added it since.',
    ])
  })

  test('is never an error, and silent where only labels are known', () => {
    expect(check(astroWith('deployment.gett'))[0]?.severity).toBe('warning')
    expect(check(astroWith('deployment.gett'), { catalog: closed })[0]?.severity).toBe('warning')
    expect(check(orgRole({ permissions: { org_scope: ['anything'] } }))).toEqual([])
  })

  test('speaks once a catalog comes from the service', () => {
    const { catalog } = createCatalog(northflank, [catalogFile('northflank', [permission('project.jobs.read')])])
    const role = orgRole({ permissions: { project_scope: ['project.jobs.read', 'project.job.read'] } })
    expect(said(check(role, { catalog }))).toHaveLength(1)
  })
})

test('RC002: the second of two is too many, in one list', () => {
  expect(said(check(astroWith('deployment.get', 'deployment.update', 'deployment.get')))).toEqual([
    'RC002 permissions.2: `deployment.get` is already in this list. Remove one of them.',
  ])
  expect(check(orgRole({ permissions: { org_scope: ['a'], team_scope: ['a'] } }))).toEqual([])
})

test('RC003: a permission of another scope', () => {
  const found = check(
    astroRole({ scope_type: 'DAG', permissions: ['deployment.logs.get', 'deployment.airflow.dag.get'] }),
  )
  expect(said(found)).toEqual([
    'RC003 permissions.0: `deployment.logs.get` belongs to `DEPLOYMENT` in the Astro catalog of 2026-11-22, not to `DAG`. ' +
      'Move it to a role or list of that scope, or remove it.',
    'RC003 permissions.1: `deployment.airflow.dag.get` belongs to `DEPLOYMENT` in the Astro catalog of 2026-11-22, not to `DAG`. ' +
      'Did you mean `dag.airflow.dag.get`? [dag.airflow.dag.get]',
  ])
  expect(found.every(({ severity }) => severity === 'warning')).toBe(true)
})

test.each<[AttributeValue]>([['NONSENSE'], [unknown], [null]])(
  'RC003 is silent where the scope cannot be seen: %s',
  (scope) => {
    const found = check(astroRole({ scope_type: scope, permissions: ['dag.airflow.dag.get'] }))
    expect(said(found, 'RC003')).toEqual([])
  },
)

describe('RC004', () => {
  const grant = (team: string) => orgRole({ permissions: { team_scope: [team] } })

  test('offers the one successor', () => {
    expect(said(check(grant('Account > Sinks > General > Read')))).toEqual([
      'RC004 permissions.team_scope.0: `Account > Sinks > General > Read` is renamed at Northflank. ' +
        'Grant `Account > Observability > LogSinks > Read` instead. [Account > Observability > LogSinks > Read]',
    ])
  })

  test('offers none where it takes several, or they are of another scope', () => {
    expect(check(grant('Account > Team > Notifications > Manage'))[0]?.suggestions).toEqual([])
    expect(said(check(grant('Account > Billing > General > Read')))).toEqual([
      'RC004 permissions.team_scope.0: `Account > Billing > General > Read` is renamed at Northflank. ' +
        'Grant `Organisation > Admin > Billing > Read` instead.',
    ])
  })

  test('says to remove what has no successor', () => {
    const role = orgRole({ permissions: { project_scope: ['Project > Secrets > General > Delete'] } })
    expect(said(check(role))).toEqual([
      'RC004 permissions.project_scope.0: `Project > Secrets > General > Delete` is deprecated at Northflank. Remove it.',
    ])
  })
})

describe('RC005', () => {
  test.each([
    ['deployment..get', 'deployment.get'],
    [' deployment.get', 'deployment.get'],
    ['deployment.get,', 'deployment.get'],
    ['deployment get', 'deployment.get'],
    ['deployment/airflow/dag/get', 'deployment.airflow.dag.get'],
    ['deployment. *', 'deployment.*'],
  ])('%j can be mended', (value, fixed) => {
    const [found, ...others] = check(astroWith(value))
    expect(found).toMatchObject({ code: 'RC005', severity: 'error', suggestions: [fixed] })
    expect(others).toEqual([])
  })

  test.each([
    [' deployment.get', 'a space at its start', 'permission'],
    ['deployment.get\t', 'a blank at its end', 'permission'],
    ['deployment.get\n', 'a line break at its end', 'permission'],
    ['  deployment.get ', 'a space at both ends', 'permission'],
    ['deployment.* ', 'a space at its end', 'pattern'],
  ])('of %j its blank is said', (value, says, kind) => {
    const [{ message, suggestions } = { message: '', suggestions: [] }] = check(astroWith(value))
    expect([message, suggestions]).toEqual([`\`${value}\` has ${says}. A ${kind} has none: remove it.`, [value.trim()]])
  })

  test.each(['', ' ', '\n'])('%j is missing on every platform', (value) => {
    for (const role of [
      astroWith(value),
      orgRole({ permissions: { org_scope: [value] } }),
      jitsudoRole({ scopes: [value] }),
    ]) {
      expect(said(check(role))).toEqual([expect.stringContaining('A permission is missing here: the text is empty.')])
    }
  })

  test('what a platform does not document may look like anything', () => {
    expect(check(orgRole({ permissions: { org_scope: ['Organisation>Admin', 'a b'] } }))).toEqual([])
    expect(check(jitsudoRole({ scopes: ['audit:read', 'audit/read'] }))).toEqual([])
  })

  test('a malformed pattern is explained', () => {
    expect(said(check(astroWith('dep*.get')))).toEqual([
      'RC005 permissions.0: `dep*.get` is not a pattern. `dep*` is no segment of a pattern: `*` stands for one whole ' +
        'segment, `**` at the end for one or more.',
    ])
    expect(said(check(astroWith('deployment.$x.*')))).toEqual([expect.stringContaining('RC005 permissions.0')])
  })

  test('a pattern where none may stand is told how to be written', () => {
    expect(said(check(astroWith('deployment.*'), { patterns: false }))).toEqual([
      'RC005 permissions.0: A pattern cannot stand here. Write out the permissions, or use ' +
        '`provider::rolecall::expand("astro", ["deployment.*"])`.',
    ])
  })
})

describe('RC010', () => {
  test('a pattern that matches nothing', () => {
    expect(said(check(astroWith('deployment.get', 'deployment.none.*')))).toEqual([
      'RC010 permissions.1: `deployment.none.*` matches no permission of scope `DEPLOYMENT` in the Astro catalog of 2026-11-22. ' +
        'Correct it, or run `rolecall catalog refresh astro` if Astro has added some since.',
    ])
  })

  test('a pattern where permissions are not known', () => {
    expect(said(check(jitsudoRole({ scopes: ['audit.*'] })))).toEqual([
      'RC010 scopes.0: `audit.*` stands for nothing, because the permissions of JITSudo are not known. ' +
        'Run `rolecall catalog refresh jitsudo` first.',
    ])
  })
})

test('RC014: what a pattern of the list brings already', () => {
  expect(
    said(check(astroWith('deployment.get', 'deployment.*', 'deployment.**', 'deployment.logs.get')), 'RC014'),
  ).toEqual([
    'RC014 permissions.0: `deployment.get` is already covered by `deployment.*`. It can be removed.',
    'RC014 permissions.1: `deployment.*` is already covered by `deployment.**`. It can be removed.',
    'RC014 permissions.3: `deployment.logs.get` is already covered by `deployment.**`. It can be removed.',
  ])
  expect(said(check(astroWith('deployment.**', 'deployment.**')), 'RC014')).toEqual([])
})

test('a site gets one code', () => {
  const codesAt = (value: string) => check(astroWith(value)).map(({ code }) => code)
  expect(codesAt('deployment..gett')).toEqual(['RC005'])
  expect(codesAt('dag.airflow.dag.get')).toEqual(['RC003'])
})

test('a partial role is judged by its permissions alone', () => {
  const role = astroRole({
    name: unknown,
    permissions: ['deployment.gett', unknown, 'deployment.get', 'deployment.get'],
    id: 'x',
  })
  const codes = check(role, { partial: true, limit: 'low' }).map(({ code }) => code)
  expect(codes).toEqual(['RC001', 'RC002'])
})

test('permissions without a role are judged alike', () => {
  const found = checkPermissions(
    ['deployment.get', 'deployment.gett', 'a..b', 'dag.airflow.dag.get', 'deployment.x.*'],
    'DEPLOYMENT',
    {
      catalog: closed,
      patterns: true,
    },
  )
  expect(found.map(({ code, path }) => [code, path[0]])).toEqual([
    ['RC005', 2],
    ['RC003', 3],
    ['RC001', 1],
    ['RC010', 4],
  ])
  expect(checkPermissions(['deployment.*'], null, { catalog: closed, patterns: false })).toMatchObject([
    { code: 'RC005' },
  ])
})
