import { createCatalog, shippedCatalog } from '@rolecall/shared/catalog/catalog.js'
import { expandPermissions, isPattern, matchPattern, patternProblem } from '@rolecall/shared/catalog/pattern.js'
import { astro } from '@rolecall/shared/platforms/astro/platform.js'
import { jitsudo } from '@rolecall/shared/platforms/jitsudo/platform.js'
import { northflank } from '@rolecall/shared/platforms/northflank/platform.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogFile, permission } from './fixtures.js'

const catalog = shippedCatalog(astro)
const matched = (pattern: string, scope: string | null = 'DEPLOYMENT', of = catalog) =>
  matchPattern(pattern, of, scope).map(({ value }) => value)

test('`*` is exactly one segment', () => {
  expect(matched('deployment.*')).toEqual(['deployment.delete', 'deployment.get', 'deployment.update'])
  expect(matched('deployment.airflow.pool.*')).toHaveLength(4)
  expect(matched('*.airflow.dag.get', null)).toEqual(['dag.airflow.dag.get', 'deployment.airflow.dag.get'])
  expect(matched('*')).toEqual([])
})

test('a final `**` is one segment or more', () => {
  expect(matched('deployment.airflow.xcom.**')).toEqual([
    'deployment.airflow.xcom.delete',
    'deployment.airflow.xcom.get',
  ])
  expect(matched('deployment.get.**')).toEqual([])
  expect(matched('**', 'DAG')).toEqual(['dag.airflow.dag.get'])
  expect(matched('deployment.*.**')).not.toContain('deployment.get')
  expect(matched('deployment.*.**')).toContain('deployment.airflow.dag.get')
})

test('a pattern brings no permission that only one source has, nor a deprecated one', () => {
  expect(catalog.find('deployment.airflow.config.get')?.status).toBe('unconfirmed')
  expect(matched('deployment.airflow.*.get')).not.toContain('deployment.airflow.config.get')
  const old = permission('deployment.old.get', { status: 'deprecated' })
  const live = permission('deployment.airflow.config.get')
  const merged = createCatalog(astro, [catalogFile('astro', [old, live])]).catalog
  expect(matched('deployment.*.get', null, merged)).not.toContain('deployment.old.get')
  expect(matched('deployment.airflow.*.get', null, merged)).toContain('deployment.airflow.config.get')
})

test('patterns stand for nothing where only labels are known, and for what was learned', () => {
  const pattern = 'Project > * > General > Read'
  expect(matched(pattern, 'project_scope', shippedCatalog(northflank))).toEqual([])
  const learned = createCatalog(northflank, [
    catalogFile('northflank', [permission('Project > Jobs > General > Read')]),
  ])
  expect(matched(pattern, 'project_scope', learned.catalog)).toEqual(['Project > Jobs > General > Read'])
  const scopes = createCatalog(jitsudo, [catalogFile('jitsudo', [permission('audit.read'), permission('audit')])])
  expect(matched('audit.*', null, scopes.catalog)).toEqual(['audit.read'])
})

test.each([
  ['deployment.get', null],
  ['deployment.*.get', null],
  ['*', null],
  ['**', null],
  ['deployment.**', null],
  ['deployment.**.get', 'Only the last segment may be `**`.'],
  ['dep*.get', '`dep*` is no segment of a pattern: `*` stands for one whole segment, `**` at the end for one or more.'],
  [
    'deployment.***',
    '`***` is no segment of a pattern: `*` stands for one whole segment, `**` at the end for one or more.',
  ],
  ['deployment..*', 'There is nothing before or after one of the `.`.'],
  ['.*', 'There is nothing before or after one of the `.`.'],
])('%s: %s', (pattern, problem) => {
  expect(patternProblem(pattern, '.')).toBe(problem)
})

test('without segments there are no patterns', () => {
  expect(patternProblem('a*', null)).toBe('Permissions of this platform have no segments, so patterns cannot be used.')
})

test('a list is expanded in its order, each permission once', () => {
  expect(
    expandPermissions(['deployment.update', 'deployment.*', 'deployment.none.*', 'own'], catalog, 'DEPLOYMENT'),
  ).toEqual({
    values: ['deployment.update', 'deployment.delete', 'deployment.get', 'own'],
    empty: ['deployment.none.*'],
  })
})

/** The same as a regular expression: slower and plainly right. */
const naive = (pattern: string): RegExp => {
  const segments = pattern.split('.').map((segment, index, all) => {
    if (segment === '**' && index === all.length - 1) return '[^.]+(?:\\.[^.]+)*'
    return segment === '*' ? '[^.]+' : segment
  })
  return new RegExp(`^${segments.join('\\.')}$`)
}

test('patterns match as a regular expression would', () => {
  const word = fc.constantFrom('a', 'b', 'c')
  const value = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('.'))
  const part = fc.constantFrom('a', 'b', '*')
  const pattern = fc
    .tuple(fc.array(part, { maxLength: 3 }), fc.constantFrom('a', '*', '**'))
    .map(([parts, last]) => [...parts, last].join('.'))
  fc.assert(
    fc.property(fc.uniqueArray(value, { maxLength: 30 }), pattern, (values, text) => {
      const of = createCatalog(jitsudo, [
        catalogFile(
          'jitsudo',
          values.map((one) => permission(one)),
        ),
      ]).catalog
      expect(matched(text, null, of)).toEqual([...values].sort().filter((one) => naive(text).test(one)))
      expect(isPattern(text)).toBe(text.includes('*'))
    }),
  )
})
