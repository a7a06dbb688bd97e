import { createCatalog, shippedCatalog } from '@rolecall/shared/catalog/catalog.js'
import { nearestPermissions } from '@rolecall/shared/catalog/nearest.js'
import { astro } from '@rolecall/shared/platforms/astro/platform.js'
import { northflank } from '@rolecall/shared/platforms/northflank/platform.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalogFile, permission } from './fixtures.js'

const catalog = shippedCatalog(astro)
const nearest = (value: string, scope: string | null = 'DEPLOYMENT') => nearestPermissions(value, catalog, scope)

describe('the first suggestion', () => {
  test.each([
    ['a letter too many', 'deployment.gett', 'deployment.get'],
    ['a letter too few', 'deployment.delet', 'deployment.delete'],
    ['letters swapped', 'deployment.airflow.taskInstance.craete', 'deployment.airflow.taskInstance.create'],
    ['a wrong letter', 'deploymant.airflow.dag.get', 'deployment.airflow.dag.get'],
    ['case', 'Deployment.airflow.dagrun.GET', 'deployment.airflow.dagRun.get'],
    ['snake case', 'deployment.airflow.dag_run.get', 'deployment.airflow.dagRun.get'],
    ['plural', 'deployment.airflow.variables.get', 'deployment.airflow.variable.get'],
    ['singular', 'deployment.deploy.create', 'deployment.deploys.create'],
    ['another word for the action', 'deployment.logs.read', 'deployment.logs.get'],
    ['another word for a write', 'deployment.airflow.pool.edit', 'deployment.airflow.pool.update'],
    ['a segment left out', 'deployment.dag.get', 'deployment.airflow.dag.get'],
    ['the first segments left out', 'dagCode.get', 'deployment.airflow.dagCode.get'],
    ['a segment too many', 'deployment.astro.logs.get', 'deployment.logs.get'],
    ['segments swapped', 'deployment.airflow.get.dag', 'deployment.airflow.dag.get'],
    ['no separator', 'deploymentget', 'deployment.get'],
    ['another separator', 'deployment/airflow/dag/get', 'deployment.airflow.dag.get'],
    ['another root', 'workspace.airflow.dag.get', 'deployment.airflow.dag.get'],
    ['two typos', 'deploymnt.airflow.conection.get', 'deployment.airflow.connection.get'],
    ['half a permission: the least it can be', 'deployment', 'deployment.get'],
  ])('%s: %s', (_, value, expected) => {
    expect(nearest(value)[0]).toBe(expected)
  })
})

test.each(['foo', 'foo.get', 'workspace.get', '', ' ', 'x'.repeat(10_000), 'x.'.repeat(10_000)])(
  'nothing is like %.20s',
  (value) => {
    expect(nearest(value)).toEqual([])
  },
)

test('only permissions of the scope are meant', () => {
  expect(nearest('deployment.airflow.dag.get', 'DAG')).toEqual(['dag.airflow.dag.get'])
})

test('never more than asked for, never the value itself', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...catalog.permissions.map(({ value }) => value)),
      fc.integer({ min: 1, max: 5 }),
      (value, max) => {
        const found = nearestPermissions(value, catalog, null, max)
        expect(found.length).toBeLessThanOrEqual(max)
        expect(found).not.toContain(value)
      },
    ),
  )
})

test('a permission with one letter changed leads back to it', () => {
  const values = catalog.inScope('DEPLOYMENT').map(({ value }) => value)
  fc.assert(
    fc.property(fc.constantFrom(...values), fc.nat(), fc.constantFrom('x', 'q', ''), (value, position, letter) => {
      const at = position % value.length
      fc.pre(value[at] !== '.')
      const typo = value.slice(0, at) + letter + value.slice(at + 1)
      fc.pre(!values.includes(typo) && !typo.includes('..') && !typo.endsWith('.') && !typo.startsWith('.'))
      expect(nearest(typo)).toContain(value)
    }),
    { numRuns: 500 },
  )
})

describe('Northflank', () => {
  const labels = shippedCatalog(northflank)
  test.each([
    ['Project > Service > General > Read', 'Project > Services > General > Read'],
    ['Project>Services>General>Read', 'Project > Services > General > Read'],
    ['project.services.general.read', 'Project > Services > General > Read'],
    ['Account > Admin > Role > Manage', 'Account > Admin > Roles > Manage'],
    ['Project > Jobs > Read', 'Project > Jobs > General > Read'],
  ])('%s', (value, expected) => {
    expect(nearestPermissions(value, labels, null)[0]).toBe(expected)
  })

  test('what was renamed is not suggested', () => {
    expect(nearestPermissions('Account > Sinks > General > Reed', labels, null)).not.toContain(
      'Account > Sinks > General > Read',
    )
  })

  test('a label leads to the value', () => {
    const entry = permission('project.services.read', { label: 'Project > Services > General > Read' })
    const learned = createCatalog(northflank, [catalogFile('northflank', [entry])]).catalog
    expect(nearestPermissions('Project > Services > General > Read', learned, null)).toEqual(['project.services.read'])
  })
})
