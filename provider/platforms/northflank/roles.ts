import type { HttpClient } from '../../http/client.js'
import type { Page } from '../../http/pages.js'
import { collectPages } from '../../http/pages.js'
import type { Read } from '../../http/reading.js'
import { fieldsOf, flagOf, json, readAll, shapeProblem, textOf } from '../../http/reading.js'
import type { RemoteRole, RoleApi } from '../role-api.js'
import { lostByPut } from './body.js'
import { callsFor } from './calls.js'
import type { Level } from './role.js'
import { roleFrom, row, whole } from './role.js'
import type { UpdateMethod } from './update.js'
import { losesByPut, roleUpdate } from './update.js'

/** Everything comes as `{ data }`. */
const data = <Value>(read: (data: unknown, at: string) => Read<Value>) =>
  json((body): Read<Value> => {
    const problem = shapeProblem(body, { data: 'object' })
    return problem === null ? read(fieldsOf(body)['data'], 'data') : { problem }
  })

const pageOf = (level: Level) =>
  json((body): Read<Page<RemoteRole>> => {
    const problem =
      shapeProblem(body, { data: 'object', pagination: 'object?' }) ??
      shapeProblem(fieldsOf(body)['data'], { roles: 'list' }, 'data')
    if (problem !== null) return { problem }
    const { roles } = fieldsOf(fieldsOf(body)['data'])
    const items = readAll(Array.isArray(roles) ? roles : [], roleFrom(row, level), 'data.roles')
    if ('problem' in items) return items
    const pagination = fieldsOf(fieldsOf(body)['pagination'])
    if (!flagOf(pagination['hasNextPage'])) return { value: { items: items.value, next: null } }
    const next = textOf(pagination['cursor'])
    if (next === null) return { problem: '`pagination.cursor` is missing although there is a next page' }
    return { value: { items: items.value, next } }
  })

/** The operations on one kind of role. https://northflank.com/docs/v1/api/use-the-api */
export const northflankRoles = (level: Level, method: UpdateMethod, client: HttpClient): RoleApi => {
  const calls = callsFor(level)
  const wholeRole = data(roleFrom(whole, level))
  const get: RoleApi['get'] = (parent, id, options) => client.send(calls.get(parent, id), wholeRole, options)
  return {
    create: (parent, attributes, options) => client.send(calls.create(parent, attributes), wholeRole, options),
    get,
    list: (parent, options) =>
      collectPages(
        (cursor, checked) => client.send(calls.list(parent, cursor), checked(pageOf(level)), options),
        options.wantsMore,
      ),
    update: roleUpdate({
      method,
      calls,
      get,
      send: (call, options) => client.send(call, data(roleFrom(row, level)), options),
    }),
    delete: (parent, id, options) =>
      client.send(
        calls.delete(parent, id),
        data(() => ({ value: null })),
        options,
      ),
    ...(method === 'put' && {
      planUpdate: ({ planned }) => {
        const lost = lostByPut(planned)
        return lost && losesByPut(lost)
      },
    }),
  }
}
