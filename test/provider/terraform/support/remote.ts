/** The role APIs as somebody in a console uses them, behind Terraform's back. */

import type { Sandbox } from '../../../../provider/sandbox/contract.js'
import { at, send } from '../../sandbox/client.js'

type Fields = { readonly [name: string]: unknown }

export type Remote = {
  /** The id or slug of a role, by its name or slug; null where there is none. */
  find(label: string): Promise<string | null>
  /** A role with this name or slug, and little in it. */
  create(label: string, fields?: Fields): Promise<string>
  get(id: string): Promise<Fields | null>
  /** Fields in the API's spelling. */
  change(id: string, fields: Fields): Promise<void>
  remove(id: string): Promise<void>
}

type Paths = {
  readonly url: string
  readonly token: string
  readonly headers?: Record<string, string>
  /** Where the role stands in an answer, and the rows in one to a list. */
  readonly role: readonly string[]
  readonly rows: readonly string[]
  readonly query?: string
  readonly label: 'name' | 'slug'
  readonly id: 'id' | 'slug'
  readonly blank: Fields
  readonly changeWith: 'POST' | 'PATCH'
}

const fieldsAt = (value: unknown, path: readonly string[]): Fields => {
  const found = at(value, ...path)
  if (typeof found !== 'object' || found === null) throw new Error(`There is no role in ${JSON.stringify(value)}`)
  return found as Fields
}

const remoteOf = (paths: Paths): Remote => {
  const { url, token, headers = {}, role, rows, query = '', label, id: idField } = paths
  const call = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, json?: unknown) => {
    const reply = await send(method, `${url}${path}`, { token, headers, ...(json !== undefined && { json }) })
    if (reply.status >= 400 && reply.status !== 404) throw new Error(`${method} ${path}: ${JSON.stringify(reply.body)}`)
    return reply
  }
  const get = async (id: string): Promise<Fields | null> => {
    const reply = await call('GET', `/${id}`)
    return reply.status === 404 ? null : fieldsAt(reply.body, role)
  }
  return {
    get,
    find: async (name) => {
      const found = at((await call('GET', query)).body, ...rows)
      const all = Array.isArray(found) ? (found as readonly Fields[]) : []
      const hit = all.find((one) => one[label] === name)
      return hit ? `${hit[idField]}` : null
    },
    create: async (name, fields = {}) => {
      const made = await call('POST', '', { ...paths.blank, [label]: name, ...fields })
      return `${fieldsAt(made.body, role)[idField]}`
    },
    change: async (id, fields) => {
      // Astro replaces what it keeps, so its changes carry the rest along.
      const before = paths.changeWith === 'POST' ? ((await get(id)) ?? {}) : {}
      await call(paths.changeWith, `/${id}`, { ...before, ...fields })
    },
    remove: async (id) => {
      await call('DELETE', `/${id}`)
    },
  }
}

const first = <Item>([item]: readonly Item[]): Item => {
  if (item === undefined) throw new Error('The sandbox has none.')
  return item
}

export const astroRemote = ({ astro }: Sandbox): Remote => {
  const { id, otherToken: token } = first(astro.organizations)
  return remoteOf({
    url: `${astro.origin}/v1/organizations/${id}/roles`,
    token,
    role: [],
    rows: ['roles'],
    query: '?limit=1000',
    label: 'name',
    id: 'id',
    blank: { permissions: ['deployment.get'], scopeType: 'DEPLOYMENT' },
    changeWith: 'POST',
  })
}

export const northflankRemote = ({ northflank }: Sandbox, level: 'org' | 'team'): Remote => {
  const { token, teams } = first(northflank.organizations)
  return remoteOf({
    url: `${northflank.origin}/v1/${level === 'org' ? 'org-roles' : `teams/${first(teams).id}/roles`}`,
    token,
    role: ['data'],
    rows: ['data', 'roles'],
    query: '?per_page=100',
    label: 'name',
    id: 'id',
    blank: {
      permissions:
        level === 'org' ? { orgScope: [], teamScope: [], projectScope: [] } : { teamScope: [], projectScope: [] },
    },
    changeWith: 'PATCH',
  })
}

export const jitsudoRemote = ({ jitsudo }: Sandbox): Remote => {
  const { id, token } = first(jitsudo.tenants)
  return remoteOf({
    url: `${jitsudo.origin}/v1/roles`,
    token,
    headers: { 'x-tenant-id': id },
    role: [],
    rows: [],
    label: 'slug',
    id: 'slug',
    blank: { name: 'Made elsewhere', scopes: ['audit.read'] },
    changeWith: 'PATCH',
  })
}
