import { shippedCatalog } from '@rolecall/shared/catalog/catalog.js'
import { findPlatform } from '@rolecall/shared/platforms/registry.js'
import { expect, test } from 'vitest'

const riskOf = (key: string, value: string) => {
  const platform = findPlatform(key)
  return platform && shippedCatalog(platform).find(value)?.risk
}

test.each([
  ['astro', 'deployment.get', 'low'],
  ['astro', 'deployment.logs.get', 'low'],
  ['astro', 'deployment.update', 'medium'],
  ['astro', 'deployment.deploys.create', 'medium'],
  ['astro', 'deployment.delete', 'high'],
  ['astro', 'deployment.airflow.connection.get', 'high'],
  ['astro', 'deployment.airflow.variable.update', 'high'],
  ['astro', 'deployment.apiTokens.get', 'low'],
  ['astro', 'deployment.apiTokens.rotate', 'admin'],
  ['astro', 'deployment.agentTokens.create', 'admin'],
  ['astro', 'deployment.users.delete', 'admin'],
  ['northflank', 'Project > Services > General > Read', 'low'],
  ['northflank', 'Project > Services > General > Update', 'medium'],
  ['northflank', 'Project > Services > General > Delete', 'high'],
  ['northflank', 'Project > Secrets > Services > Read', 'high'],
  ['northflank', 'Project > Secrets > SecretGroups > List', 'low'],
  ['northflank', 'Account > Credentials > General > Read Encrypted', 'high'],
  ['northflank', 'Account > Admin > Roles > Manage', 'admin'],
  ['northflank', 'Account > Admin > Members > Read', 'low'],
  ['northflank', 'Account > Admin > ApiTokens > Update', 'admin'],
])('%s: %s is %s', (key, value, risk) => {
  expect(riskOf(key, value)).toBe(risk)
})
