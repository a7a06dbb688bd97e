import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { grafana as platform } from '@rolecall/shared/platforms/grafana/platform.js'
import { createClient } from '../../http/client.js'
import type { Read } from '../../http/reading.js'
import { fieldsOf, isFields, json, readAll, readNothing, shapeProblem, textOf } from '../../http/reading.js'
import type { Call, Service } from '../../http/service.js'
import { descriptionFrom, membersIn, objectOf, sayName, textIn } from '../attributes.js'
import type { HttpEnvironment, RemoteRole, RoleApi, Settings } from '../role-api.js'
import { httpSettingOf } from '../transport.js'

const service = (settings: Settings): Service => ({
  title: platform.title,
  baseUrl: settings['base_url'] ?? '',
  baseUrlSetting: 'grafana.base_url (GRAFANA_URL)',
  httpSetting: httpSettingOf(platform.key, settings),
  version: 'api',
  headers: { authorization: `Bearer ${settings['token'] ?? ''}` },
  secrets: [settings['token'] ?? ''],
  credentialSetting: 'grafana.token (GRAFANA_TOKEN)',
  perSecond: {},
  holders: 'users and teams',
  readError: (body) =>
    isFields(body) && typeof body['message'] === 'string'
      ? { message: body['message'], requestId: null, code: null, notices: [], advice: null, fields: [], path: null }
      : null,
})

const permissionFrom = (value: unknown): AttributeValues => {
  const { action, scope } = fieldsOf(value)
  return { action: textOf(action), scope: descriptionFrom(scope) }
}

/** Rows of a list have no permissions. */
const roleFrom = (body: unknown, at = ''): Read<RemoteRole> => {
  const problem = shapeProblem(body, { uid: 'text', name: 'text', created: 'text', updated: 'text' }, at)
  if (problem !== null) return { problem }
  const { uid, name, description, permissions, created, updated } = fieldsOf(body)
  const attributes: AttributeValues = {
    id: textOf(uid),
    uid: textOf(uid),
    name: textOf(name),
    description: descriptionFrom(description),
    created_at: textOf(created),
    updated_at: textOf(updated),
    ...(Array.isArray(permissions) && { permissions: permissions.map(permissionFrom) }),
  }
  return { value: { id: textOf(uid) ?? '', attributes, updatedAt: textOf(updated) } }
}

const contentOf = (attributes: AttributeValues) => ({
  name: textIn(attributes, 'name'),
  description: textIn(attributes, 'description') ?? '',
  permissions: (membersIn(attributes, 'permissions') ?? []).map((item) => {
    const entry = objectOf(item) ?? {}
    return { action: textIn(entry, 'action'), scope: textIn(entry, 'scope') ?? '' }
  }),
})

const versionFrom = json((body) => ({ value: Number(fieldsOf(body)['version'] ?? 0) }))

const rolesOf = (...rest: readonly string[]): readonly string[] => ['api', 'access-control', 'roles', ...rest]

const permission = (action: string): string => `the permission roles:${action}`

export const grafanaRoles = (settings: Settings, environment: HttpEnvironment): RoleApi => {
  const client = createClient(service(settings), environment)
  const reading = { method: 'GET', repeatable: true, permission: permission('read') } as const
  const read = (id: string): Call => ({
    ...reading,
    operation: 'read',
    path: rolesOf(id),
    action: `read the role ${id}`,
  })
  const role = json(roleFrom)
  return {
    create: (_parent, attributes, options) => {
      const uid = textIn(attributes, 'uid')
      const body = { ...contentOf(attributes), version: 1, ...(uid !== null && { uid }) }
      const action = `create the role ${sayName(attributes)}`
      const call = { operation: 'create', method: 'POST', path: rolesOf(), body, repeatable: false, action } as const
      return client.send({ ...call, permission: permission('write') }, role, options)
    },
    get: (_parent, id, options) => client.send(read(id), role, options),
    list: (_parent, options) =>
      client.send(
        { ...reading, operation: 'list', path: rolesOf(), action: 'list the roles' },
        json((body) => (Array.isArray(body) ? readAll(body, roleFrom, 'roles') : { problem: 'it is not a list' })),
        options,
      ),
    /** Grafana wants the version to go up. */
    update: async (_parent, id, { planned }, options) => {
      const version = await client.send(read(id), versionFrom, options)
      if (!version.ok) return version
      const body = { ...contentOf(planned), version: version.value + 1 }
      const action = `update the role ${sayName(planned)}`
      const call = { operation: 'update', method: 'PUT', path: rolesOf(id), body, repeatable: true, action } as const
      return client.send({ ...call, permission: permission('write') }, role, options)
    },
    delete: (_parent, id, options) => {
      const action = `delete the role ${id}`
      const call = { operation: 'delete', method: 'DELETE', path: rolesOf(id), repeatable: true, action } as const
      return client.send({ ...call, permission: permission('delete') }, readNothing, options)
    },
  }
}
