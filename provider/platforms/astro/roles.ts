import { createClient } from '../../http/client.js'
import { collectPages } from '../../http/pages.js'
import { fieldsOf, json, readAll, readNothing, shapeProblem } from '../../http/reading.js'
import type { Call } from '../../http/service.js'
import { changedDescription, sayName, textIn } from '../attributes.js'
import type { HttpEnvironment, ParentId, RoleApi, Settings } from '../role-api.js'
import { directAccessTokens } from './direct-access-tokens.js'
import { bodyOf, roleFrom, row, whole } from './role.js'
import { astroService } from './service.js'

const pageSize = 100

const wholeRole = json(roleFrom(whole))

/** The offset of the next page stands in `next`. The service may give fewer roles than were asked for. */
const pageFrom = (offset: number) =>
  json((body) => {
    const problem = shapeProblem(body, { roles: 'list' })
    if (problem !== null) return { problem }
    const { roles, totalCount } = fieldsOf(body)
    const rows = Array.isArray(roles) ? roles : []
    const items = readAll(rows, roleFrom(row), 'roles')
    if ('problem' in items) return items
    const end = offset + rows.length
    // An empty page ends the list, whatever the count says: what it counts is not documented.
    const more = rows.length > 0 && (typeof totalCount === 'number' ? end < totalCount : rows.length === pageSize)
    return { value: { items: items.value, next: more ? `${end}` : null } }
  })

const whoseIn = (parent: ParentId): string => `the organization ${parent ?? ''}`

const permissionTo = (operation: string): string => `the permission organization.customRoles.${operation}`

const owner = ', which an Organization Owner has'

const rolesOf = (parent: ParentId, ...rest: readonly string[]): readonly string[] => [
  'organizations',
  parent ?? '',
  'roles',
  ...rest,
]

const tokensHint =
  'Astro also refuses an update of permissions while Direct Access Tokens of the role exist; delete those tokens first.'

/** The operations on custom roles. https://www.astronomer.io/docs/api/overview */
export const astroRoles = (settings: Settings, environment: HttpEnvironment): RoleApi => {
  const client = createClient(astroService(settings), environment)
  const reading = { method: 'GET', repeatable: true, permission: permissionTo('get') } as const
  return {
    create: (parent, attributes, options) => {
      const call: Call = {
        operation: 'create',
        method: 'POST',
        path: rolesOf(parent),
        whose: whoseIn(parent),
        body: {
          ...bodyOf(attributes, textIn(attributes, 'description')),
          scopeType: textIn(attributes, 'scope_type'),
        },
        repeatable: false,
        action: `create the role ${sayName(attributes)}`,
        permission: `${permissionTo('create')}${owner}`,
      }
      return client.send(call, wholeRole, options)
    },
    get: (parent, id, options) =>
      client.send(
        { ...reading, operation: 'read', path: rolesOf(parent, id), action: `read the role ${id}` },
        wholeRole,
        options,
      ),
    list: (parent, options) =>
      collectPages((next, checked) => {
        const offset = next ?? '0'
        // The oldest first: a role that is made meanwhile then moves no other to another page.
        const query = { limit: `${pageSize}`, offset, sorts: 'createdAt:asc' }
        const call: Call = {
          ...reading,
          operation: 'list',
          path: rolesOf(parent),
          query,
          whose: whoseIn(parent),
          action: 'list the roles',
        }
        return client.send(call, checked(pageFrom(Number(offset))), options)
      }, options.wantsMore),
    update: (parent, id, { prior, planned }, options) => {
      const call: Call = {
        operation: 'update',
        // There is no PUT or PATCH; this POST replaces.
        method: 'POST',
        path: rolesOf(parent, id),
        body: bodyOf(planned, changedDescription(prior, planned)),
        repeatable: true,
        action: `update the role ${sayName(planned)}`,
        permission: `${permissionTo('update')}${owner}`,
        hint: tokensHint,
      }
      return client.send(call, wholeRole, options)
    },
    holders: (parent, options) => directAccessTokens(client, parent, options),
    delete: (parent, id, options) => {
      const permission = `${permissionTo('delete')}${owner}`
      const action = `delete the role ${id}`
      const call: Call = {
        operation: 'delete',
        method: 'DELETE',
        path: rolesOf(parent, id),
        repeatable: true,
        action,
        permission,
      }
      return client.send(call, readNothing, options)
    },
  }
}
