import { createCatalog, shippedCatalog } from '@rolecall/shared/catalog/catalog.js'
import { astro } from '@rolecall/shared/platforms/astro/platform.js'
import { northflank } from '@rolecall/shared/platforms/northflank/platform.js'
import { describe, expect, test } from 'vitest'
import { catalogFile, permission } from './fixtures.js'

const label = 'Project > Services > General > Read'

test('the shipped catalog is made once', () => {
  expect(shippedCatalog(astro)).toBe(shippedCatalog(astro))
  expect(shippedCatalog(astro).permissions).toEqual(astro.catalog.permissions)
})

test('permissions are found by value and by scope', () => {
  const catalog = shippedCatalog(astro)
  expect(catalog.find('deployment.get')?.value).toBe('deployment.get')
  expect(catalog.find('constructor')).toBeNull()
  expect(catalog.inScope('DAG').map(({ value }) => value)).toEqual(['dag.airflow.dag.get'])
  expect(catalog.inScope(null)).toHaveLength(catalog.permissions.length)
  expect(catalog.inScope('WORKSPACE')).toEqual([])
})

test('one that names no scope belongs to all', () => {
  const { catalog } = createCatalog(astro, [catalogFile('astro', [permission('deployment.new.get')])])
  for (const scope of ['DAG', 'DEPLOYMENT', null]) {
    expect(catalog.inScope(scope).map(({ value }) => value)).toContain('deployment.new.get')
  }
})

describe('merging', () => {
  test('adds to what is documented, and says the newest date', () => {
    const extra = catalogFile('astro', [permission('deployment.new.get', { scopes: ['DEPLOYMENT'] })])
    const { catalog } = createCatalog(astro, [extra])
    expect(catalog.permissions).toHaveLength(astro.catalog.permissions.length + 1)
    expect(catalog).toMatchObject({ coverage: 'open', retrieved: '2026-11-24' })
    expect(createCatalog(astro, [{ ...extra, retrieved: '2020-01-01' }]).catalog.retrieved).toBe(
      astro.catalog.retrieved,
    )
  })

  test('keeps what a later entry leaves empty', () => {
    const { catalog } = createCatalog(astro, [catalogFile('astro', [permission('deployment.get')])])
    expect(catalog.find('deployment.get')).toEqual({
      ...shippedCatalog(astro).find('deployment.get'),
      status: 'learned',
    })
  })

  test('replaces labels that nobody confirmed, but keeps what is known of them', () => {
    const extra = catalogFile('northflank', [permission('project.new'), permission(label)])
    const { catalog } = createCatalog(northflank, [extra])
    expect(catalog.permissions.map(({ value }) => value)).toEqual([label, 'project.new'])
    expect(catalog.find(label)).toMatchObject({ risk: 'low', status: 'learned', scopes: ['project_scope'] })
    expect(catalog.coverage).toBe('open')
  })

  test('adds to unconfirmed labels what is as unconfirmed', () => {
    const extra = catalogFile('northflank', [permission('project.new')], { coverage: 'unconfirmed' })
    const { catalog } = createCatalog(northflank, [extra])
    expect(catalog.permissions).toHaveLength(northflank.catalog.permissions.length + 1)
    expect(catalog.coverage).toBe('unconfirmed')
  })

  test('does not depend on the order of the files where one replaces', () => {
    const refreshed = catalogFile('northflank', [permission('a')])
    const own = catalogFile('northflank', [permission('b', { risk: 'admin' })], { coverage: 'unconfirmed' })
    const [one, other] = [createCatalog(northflank, [refreshed, own]), createCatalog(northflank, [own, refreshed])]
    expect(one.catalog.permissions).toEqual(other.catalog.permissions)
  })

  test('leaves out files of other platforms', () => {
    expect(
      createCatalog(astro, [catalogFile('jitsudo', [permission('audit.read')])]).catalog.find('audit.read'),
    ).toBeNull()
  })
})

describe('risks', () => {
  const rated = (risk: 'low' | 'admin', value = 'deployment.delete') =>
    catalogFile('astro', [permission(value, { risk })])

  test('are raised by any file', () => {
    const { catalog, lowered } = createCatalog(astro, [rated('admin')])
    expect(catalog.find('deployment.delete')?.risk).toBe('admin')
    expect(lowered).toEqual([])
  })

  test('are not lowered by one that is not trusted, and that is listed', () => {
    const { catalog, lowered } = createCatalog(astro, [rated('low')])
    expect(catalog.find('deployment.delete')?.risk).toBe('high')
    expect(lowered).toEqual([{ value: 'deployment.delete', shipped: 'high', wanted: 'low', applied: false }])
  })

  test('are lowered by one that is trusted, and that is listed too', () => {
    const { catalog, lowered } = createCatalog(astro, [rated('low')], { trust: true })
    expect(catalog.find('deployment.delete')?.risk).toBe('low')
    expect(lowered).toEqual([{ value: 'deployment.delete', shipped: 'high', wanted: 'low', applied: true }])
  })

  test('of new permissions are free', () => {
    const { catalog, lowered } = createCatalog(astro, [rated('low', 'deployment.new.delete')])
    expect(catalog.find('deployment.new.delete')?.risk).toBe('low')
    expect(lowered).toEqual([])
  })

  test('of shipped labels hold where a file replaces them', () => {
    const file = catalogFile('northflank', [permission('Account > Admin > Roles > Manage', { risk: 'low' })])
    const { catalog, lowered } = createCatalog(northflank, [file])
    expect(catalog.find('Account > Admin > Roles > Manage')?.risk).toBe('admin')
    expect(lowered).toHaveLength(1)
  })
})
