import { blastRadiusOf } from '@rolecall/shared/catalog/blast-radius.js'
import { createCatalog, shippedCatalog } from '@rolecall/shared/catalog/catalog.js'
import { compareRisk } from '@rolecall/shared/model/risk.js'
import { astro } from '@rolecall/shared/platforms/astro/platform.js'
import { jitsudo } from '@rolecall/shared/platforms/jitsudo/platform.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const catalog = shippedCatalog(astro)

test('the highest permission gives the level', () => {
  expect(
    blastRadiusOf(['deployment.get', 'deployment.update', 'deployment.delete', 'deployment.get'], catalog),
  ).toEqual({
    level: 'high',
    summary: 'high: deployment.delete; 1 medium, 1 low',
    warnings: ['deployment.delete (high): Delete the Deployment.'],
  })
})

test('what is not rated is counted and said', () => {
  expect(blastRadiusOf(['deployment.get', 'a.b', 'c.d'], catalog)).toEqual({
    level: 'low',
    summary: '1 low, 2 not rated',
    warnings: ['2 permissions not rated by the Astro catalog.'],
  })
  expect(blastRadiusOf(['audit.read'], shippedCatalog(jitsudo))).toEqual({
    level: null,
    summary: '1 not rated',
    warnings: ['1 permission not rated by the JITSudo catalog.'],
  })
})

test('nothing is nothing', () => {
  expect(blastRadiusOf([], catalog)).toEqual({ level: null, summary: 'grants nothing', warnings: [] })
})

test('the summary names what raises the level, and reading raises nothing', () => {
  const summary = (...permissions: string[]) => blastRadiusOf(permissions, catalog).summary
  expect(summary('deployment.get', 'deployment.airflow.dag.get')).toBe('2 low')
  expect(summary('deployment.update', 'deployment.get')).toBe('medium: deployment.update; 1 low')
  expect(summary('deployment.envObjects.get', 'deployment.delete', 'deployment.update', 'deployment.get')).toBe(
    'high: deployment.delete, deployment.envObjects.get; 1 medium, 1 low',
  )
})

test('long lists are cut, most severe first', () => {
  const { level, summary, warnings } = blastRadiusOf(
    catalog.permissions.map(({ value }) => value),
    catalog,
  )
  expect(level).toBe('admin')
  expect(summary).toMatch(/^admin: (?:[\w.]+, ){8}[\w.]+; high: [\w.]+ and 19 more; \d+ medium, \d+ low$/)
  expect(warnings).toHaveLength(11)
  expect(warnings[0]).toMatch(/\(admin\)/)
  expect(warnings.at(-1)).toBe('19 more permissions of these levels.')
})

test('the order of the permissions does not matter, and one more never lowers the level', () => {
  const values = fc.array(fc.constantFrom('x.y', ...catalog.permissions.map(({ value }) => value)), { maxLength: 12 })
  fc.assert(
    fc.property(values, fc.constantFrom(...catalog.permissions), (permissions, more) => {
      const radius = blastRadiusOf(permissions, catalog)
      expect(blastRadiusOf([...permissions].reverse(), catalog)).toEqual(radius)
      const { level } = blastRadiusOf([...permissions, more.value], catalog)
      expect(level !== null && (radius.level === null || compareRisk(level, radius.level) >= 0)).toBe(true)
    }),
  )
})

test('a catalog of the workspace is used', () => {
  const entry = { ...catalog.permissions[0], value: 'deployment.new.get', risk: 'admin' as const }
  const file = { ...astro.catalog, permissions: [entry as (typeof catalog.permissions)[number]] }
  expect(blastRadiusOf(['deployment.new.get'], createCatalog(astro, [file]).catalog).level).toBe('admin')
})
