import type { Environment, Sandbox } from './contract.js'

const first = <Item>(items: readonly Item[]): Item => {
  const [item] = items
  if (item === undefined) throw new Error('The state has a place without anything in it, which its schema rules out.')
  return item
}

/** What the provider reads from the environment, for the first organization, team and tenant. */
export const environmentOf = ({
  astro,
  northflank,
  jitsudo,
}: Pick<Sandbox, 'astro' | 'northflank' | 'jitsudo'>): Environment => {
  const astroOrganization = first(astro.organizations)
  const northflankOrganization = first(northflank.organizations)
  const tenant = first(jitsudo.tenants)
  return {
    ASTRO_ORGANIZATION_ID: astroOrganization.id,
    ASTRO_API_TOKEN: astroOrganization.token,
    ASTRO_API_URL: `${astro.origin}/v1`,
    NORTHFLANK_API_TOKEN: northflankOrganization.token,
    NORTHFLANK_BASE_URL: northflank.origin,
    NORTHFLANK_TEAM_ID: first(northflankOrganization.teams).id,
    JITSUDO_URL: jitsudo.origin,
    JITSUDO_TENANT_ID: tenant.id,
    JITSUDO_TOKEN: tenant.token,
    JITSUDO_API_KEY: tenant.apiKey,
  }
}
