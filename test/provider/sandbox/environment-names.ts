/** The variables of the provider block for the first organization, team and tenant. */
export const environmentNames = [
  'ASTRO_ORGANIZATION_ID',
  'ASTRO_API_TOKEN',
  'ASTRO_API_URL',
  'NORTHFLANK_API_TOKEN',
  'NORTHFLANK_BASE_URL',
  'NORTHFLANK_TEAM_ID',
  'JITSUDO_URL',
  'JITSUDO_TENANT_ID',
  'JITSUDO_TOKEN',
  'JITSUDO_API_KEY',
] as const
