/** What the suites that try every type of role need to know of this one. */
import type { Sandbox } from '../../provider/sandbox/contract.js'
import type { Attributes, Kind } from '../provider/terraform/support/kinds.js'
import type { Remote } from '../provider/terraform/support/remote.js'

type Fields = { readonly [name: string]: unknown }

const remoteOf = ({ env }: Sandbox): Remote => {
  const call = async (method: string, path = '', body?: Fields): Promise<unknown> => {
    const answer = await fetch(`${env.GRAFANA_URL}/api/access-control/roles${path}`, {
      method,
      headers: { authorization: `Bearer ${env.GRAFANA_TOKEN}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok && answer.status !== 404) throw new Error(`${method} ${path}: ${answer.status}`)
    return answer.ok ? answer.json() : null
  }
  const get = async (uid: string) => (await call('GET', `/${uid}`)) as Fields | null
  return {
    get,
    find: async (label) => {
      const rows = (await call('GET')) as readonly Fields[]
      const hit = rows.find(({ name }) => name === label)
      return hit ? `${hit['uid']}` : null
    },
    create: async (name, fields = {}) => {
      const blank = { description: '', version: 1, permissions: [{ action: 'folders:read', scope: '' }] }
      return `${((await call('POST', '', { ...blank, name, ...fields })) as Fields)['uid']}`
    },
    change: async (uid, fields) => {
      const before = (await get(uid)) ?? {}
      await call('PUT', `/${uid}`, { ...before, version: Number(before['version']) + 1, ...fields })
    },
    remove: async (uid) => {
      await call('DELETE', `/${uid}`)
    },
  }
}

const read = { action: 'dashboards:read', scope: 'a' }

export const grafanaRole = (sandbox: Sandbox): Kind => {
  const minimal = (name: string): Attributes => ({ name, permissions: [read] })
  return {
    type: 'rolecall_grafana_role',
    label: 'name',
    parent: null,
    minimal,
    full: (name) => ({ ...minimal(name), description: 'Reads dashboards.' }),
    edits: [
      { attribute: 'description', value: 'Reads all dashboards.' },
      { attribute: 'permissions', value: [read, { action: 'folders:read', scope: 'b' }] },
    ],
    replacement: { attribute: 'uid', value: 'another' },
    drifts: [{ attribute: 'description', fields: { description: 'Other words.' }, state: 'Other words.' }],
    withPermission: (name, action) => ({ name, permissions: [read, { action, scope: 'a' }] }),
    permission: 'users.roles:add',
    three: ['dashboards:read', 'folders:read', 'dashboards:write'],
    granting: (actions) => {
      const permissions = actions.map((action) => ({ action, scope: '*' }))
      return { attributes: { permissions }, fields: { permissions } }
    },
    remote: remoteOf(sandbox),
    rich: { description: 'Made elsewhere.', permissions: [read, { action: 'folders:read', scope: 'b' }] },
  }
}
