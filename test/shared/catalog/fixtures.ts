import type { CatalogFile, Permission } from '@rolecall/shared/model/catalog.js'

export const permission = (value: string, more: Partial<Permission> = {}): Permission => ({
  value,
  label: null,
  scopes: [],
  description: '',
  risk: null,
  status: 'learned',
  since: null,
  replacedBy: [],
  source: null,
  ...more,
})

export const catalogFile = (
  platform: string,
  permissions: readonly Permission[],
  more: Partial<CatalogFile> = {},
): CatalogFile => ({
  version: 1,
  platform,
  organization: null,
  retrieved: '2026-11-24',
  source: 'https://api.example.com',
  coverage: 'open',
  permissions,
  ...more,
})
