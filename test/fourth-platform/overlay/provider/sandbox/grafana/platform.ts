import { randomUUID } from 'node:crypto'
import type { Static } from 'typebox'
import Type from 'typebox'
import { sandboxPlatform } from '../platform.js'
import type { Answer } from '../service/answer.js'
import { withBody } from '../service/body.js'
import type { Call } from '../service/call.js'
import { bearerToken, parameter } from '../service/call.js'
import type { Dialect } from '../service/dialect.js'
import type { Operation } from '../service/service.js'

const content = {
  name: Type.String({ minLength: 1 }),
  description: Type.String(),
  version: Type.Integer(),
  permissions: Type.Array(Type.Object({ action: Type.String(), scope: Type.String() })),
}

const Role = Type.Object({ uid: Type.String(), ...content, created: Type.String(), updated: Type.String() })
const State = Type.Object({ id: Type.String(), roles: Type.Array(Role) })
const CreateRole = Type.Object({ uid: Type.Optional(Type.String()), ...content })
const UpdateRole = Type.Object(content)

type State = Static<typeof State>

const refuse = (status: number, message: string): Answer => ({ status, body: { message } })

const dialect: Dialect = (trouble) => {
  if (trouble.kind === 'unknown-path') return refuse(404, 'Not found')
  if (trouble.kind === 'invalid') return refuse(400, trouble.issues.map(({ message }) => message).join('; '))
  return refuse(trouble.kind === 'failed' ? 500 : 400, trouble.message)
}

const operations = (state: State, token: string): readonly Operation[] => {
  const roleOf = (call: Call) => state.roles.find(({ uid }) => uid === parameter(call, 'uid'))
  const admitted = (handle: (call: Call) => Answer) => (call: Call) =>
    bearerToken(call) === token ? handle(call) : refuse(401, 'Invalid API key')
  const list = (): Answer => ({ status: 200, body: state.roles.map(({ permissions: _, ...row }) => row) })
  const get = (call: Call): Answer => {
    const role = roleOf(call)
    return role ? { status: 200, body: role } : refuse(404, 'Role not found')
  }
  const create = (call: Call, _: null, { uid = randomUUID(), ...body }: Static<typeof CreateRole>): Answer => {
    if (state.roles.some((role) => role.uid === uid || role.name === body.name)) return refuse(409, 'Role exists')
    const date = new Date(call.now).toISOString()
    const role = { uid, ...body, created: date, updated: date }
    state.roles.push(role)
    return { status: 201, body: role }
  }
  const update = (call: Call, _: null, body: Static<typeof UpdateRole>): Answer => {
    const role = roleOf(call)
    if (!role) return refuse(404, 'Role not found')
    if (body.version <= role.version) return refuse(412, 'The version must go up')
    Object.assign(role, body, { updated: new Date(call.now).toISOString() })
    return { status: 200, body: role }
  }
  const remove = (call: Call): Answer => {
    const role = roleOf(call)
    if (!role) return refuse(404, 'Role not found')
    state.roles.splice(state.roles.indexOf(role), 1)
    return { status: 200, body: { message: 'Role deleted' } }
  }
  const posted = withBody(dialect, CreateRole, create)
  const put = withBody(dialect, UpdateRole, update)
  const roles = '/api/access-control/roles'
  return [
    { method: 'GET', path: roles, answer: admitted(list) },
    { method: 'POST', path: roles, answer: admitted((call) => posted(call, null)) },
    { method: 'GET', path: `${roles}/:uid`, answer: admitted(get) },
    { method: 'PUT', path: `${roles}/:uid`, answer: admitted((call) => put(call, null)) },
    { method: 'DELETE', path: `${roles}/:uid`, answer: admitted(remove) },
  ]
}

export const grafana = sandboxPlatform({
  state: State,
  newState: (): State => ({ id: randomUUID(), roles: [] }),
  open: (state, { tokenFor }) => {
    const token = tokenFor('grafana', state.id, 'administrator')
    return {
      access: { token },
      service: { dialect, operations: operations(state, token) },
      tenants: (origin) => [{ id: state.id, name: 'Grafana', env: { GRAFANA_URL: origin, GRAFANA_TOKEN: token } }],
    }
  },
})
