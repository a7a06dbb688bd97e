import { createClient } from '../../http/client.js'
import { json, readAll, readNothing } from '../../http/reading.js'
import type { Call } from '../../http/service.js'
import { sayName, textIn, textsIn } from '../attributes.js'
import type { Answer, CallOptions, HttpEnvironment, ParentId, RemoteRole, RoleApi, Settings } from '../role-api.js'
import { changesOf, roleFrom } from './role.js'
import { jitsudoService } from './service.js'

const roles = json((body) =>
  Array.isArray(body) ? readAll(body, roleFrom, 'roles') : { problem: 'it is not a list of roles' },
)

const rolesOf = (...rest: readonly string[]): readonly string[] => ['v1', 'roles', ...rest]

const inTenant = (parent: ParentId) => ({
  headers: { 'x-tenant-id': parent ?? '' },
  whose: `the tenant ${parent ?? ''}`,
})

const writing = 'the right to write roles in the tenant'

/**
 * Roles of JITSudo. Only PATCH is documented; the other operations are what its path, statuses and
 * schemas lead to. https://jitsudo-docs.pages.dev/api/operations/updaterole/
 */
export const jitsudoRoles = (settings: Settings, environment: HttpEnvironment): RoleApi => {
  const client = createClient(jitsudoService(settings), environment)
  const reading = { method: 'GET', repeatable: true, permission: 'the right to read roles in the tenant' } as const
  const whole = (call: Call, options: CallOptions): Promise<Answer<RemoteRole>> =>
    client.send(call, json(roleFrom), options)
  return {
    create: (parent, attributes, options) => {
      const description = textIn(attributes, 'description')
      const body = {
        slug: textIn(attributes, 'slug'),
        name: textIn(attributes, 'name'),
        scopes: textsIn(attributes, 'scopes') ?? [],
        ...(description !== null && { description }),
      }
      const action = `create the role ${sayName(attributes, 'slug')}`
      const call = { operation: 'create', method: 'POST', path: rolesOf(), body, repeatable: false, action } as const
      return whole({ ...call, ...inTenant(parent), permission: writing }, options)
    },
    get: (parent, id, options) =>
      whole(
        { ...reading, operation: 'read', path: rolesOf(id), ...inTenant(parent), action: `read the role ${id}` },
        options,
      ),
    list: (parent, options) =>
      client.send(
        { ...reading, operation: 'list', path: rolesOf(), ...inTenant(parent), action: 'list the roles' },
        roles,
        options,
      ),
    update: (parent, id, { prior, planned }, options) => {
      const body = changesOf(prior, planned)
      const action = `update the role ${id}`
      const call = { operation: 'update', method: 'PATCH', path: rolesOf(id), body, repeatable: true, action } as const
      return whole({ ...call, ...inTenant(parent), permission: writing }, options)
    },
    delete: (parent, id, options) => {
      const action = `delete the role ${id}`
      const call = { operation: 'delete', method: 'DELETE', path: rolesOf(id), repeatable: true, action } as const
      return client.send({ ...call, ...inTenant(parent), permission: writing }, readNothing, options)
    },
  }
}
