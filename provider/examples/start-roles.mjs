/** What exists on the platforms, asked of their APIs; only what the stack's state knows, by its ids. */
import { readFile } from 'node:fs/promises'

const get = async (url, headers) => {
  const response = await fetch(url, { headers: { accept: 'application/json', ...headers } })
  if (!response.ok) throw new Error(`GET ${url} answers ${response.status}`)
  return response.json()
}

const bearer = (token) => ({ authorization: `Bearer ${token}` })

/** How a role is read, and what of the answer are its name and its permissions. */
const readers = {
  rolecall_astro_role: async ({ id }, env) => {
    const role = await get(
      `${env.ASTRO_API_URL}/organizations/${env.ASTRO_ORGANIZATION_ID}/roles/${id}`,
      bearer(env.ASTRO_API_TOKEN),
    )
    return { name: role.name, permissions: role.permissions.length }
  },
  rolecall_northflank_org_role: async ({ id }, env) => northflankRole(`/v1/org-roles/${id}`, env),
  rolecall_northflank_team_role: async ({ id, team_id }, env) =>
    northflankRole(`/v1/teams/${team_id}/roles/${id}`, env),
  rolecall_jitsudo_role: async ({ slug }, env) => {
    const headers = { ...bearer(env.JITSUDO_TOKEN), 'x-tenant-id': env.JITSUDO_TENANT_ID }
    const role = await get(`${env.JITSUDO_URL}/v1/roles/${slug}`, headers)
    return { name: role.name, permissions: role.scopes.length }
  },
}

const northflankRole = async (path, env) => {
  const { data } = await get(`${env.NORTHFLANK_BASE_URL}${path}`, bearer(env.NORTHFLANK_API_TOKEN))
  const permissions = Object.values(data.permissions ?? {}).flat()
  return { name: data.name, permissions: permissions.length }
}

const kinds = {
  rolecall_astro_role: 'Astro',
  rolecall_northflank_org_role: 'Northflank organization',
  rolecall_northflank_team_role: 'Northflank team',
  rolecall_jitsudo_role: 'JITSudo',
}

const readState = async (path) => JSON.parse(await readFile(path, 'utf8'))

/** The roles of the stack as their platforms have them, by platform. */
export const existingRoles = async (statePath, env) => {
  const { resources } = await readState(statePath)
  const found = await Promise.all(
    resources
      .filter(({ type }) => Object.hasOwn(readers, type))
      .flatMap(({ type, instances }) =>
        instances.map(async ({ attributes }) => ({
          kind: kinds[type],
          ...(await readers[type](attributes, env)),
          level: attributes.blast_radius?.level ?? 'not rated',
        })),
      ),
  )
  return Object.values(kinds).map((kind) => ({ kind, roles: found.filter((role) => role.kind === kind) }))
}
