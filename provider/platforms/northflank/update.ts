/**
 * Three ways to change a role. Today's API has PATCH by id. Its first generation had PUT by id, which
 * knows less of a role; today's PUT goes by name, would also make a role, and is not used.
 */
import type { Path } from '@rolecall/shared/model/role.js'
import type { Call } from '../../http/service.js'
import type { Answer, ApiFailure, CallOptions, Place, RemoteRole, RoleApi } from '../role-api.js'
import { lostByPut } from './body.js'
import type { Calls } from './calls.js'

export const updateMethods = ['auto', 'patch', 'put'] as const

export type UpdateMethod = (typeof updateMethods)[number]

export const readUpdateMethod = (text: string | null | undefined): UpdateMethod =>
  updateMethods.find((method) => method === text) ?? 'auto'

const unsupported = (status: number | null, summary: string, detail: string): ApiFailure => ({
  kind: 'unsupported',
  status,
  ambiguous: false,
  summary,
  detail,
})

/** PUT by id would empty this attribute. */
export const losesByPut = (path: Path): ApiFailure => ({
  ...unsupported(
    null,
    `PUT would lose ${path.join('.')} of the role`,
    `PUT /v1/org-roles/{roleId} cannot carry ${path.join('.')} and empties what it does not carry. ` +
      'Set northflank.update_method to "patch" where the service has PATCH, or take the attribute out of the role.'
  ),
  path,
})

/** The role is there, so the 404 or 405 was about the operation. */
const lacksOperation = (status: number | null, tried: string): ApiFailure =>
  unsupported(
    status,
    `This Northflank service cannot change a role by ${tried}`,
    `The role exists, and ${tried} by its id was answered with ${status}. Set northflank.update_method to "auto" to ` +
      'try both PATCH and PUT, and check northflank.base_url (NORTHFLANK_BASE_URL).'
  )

type Parts = {
  readonly method: UpdateMethod
  readonly calls: Calls
  readonly get: RoleApi['get']
  /** The answer may be without permissions. */
  readonly send: (call: Call, options: CallOptions) => Promise<Answer<RemoteRole>>
}

type Result = Answer<RemoteRole>

const statusOf = (result: Result): number | null => (result.ok ? null : result.failure.status)

export const roleUpdate = ({ method, calls, get, send }: Parts): RoleApi['update'] => {
  /** Whether the service lacks the operation that was answered so; not a missing role. */
  const isLacking = async (result: Result, place: Place, id: string, options: CallOptions): Promise<boolean> => {
    const status = statusOf(result)
    return status === 405 || (status === 404 && (await get(place, id, options)).ok)
  }

  /** The documents' own example of an answer to PUT is without permissions. */
  const complete = async (result: Result, place: Place, id: string, options: CallOptions): Promise<Result> =>
    result.ok && result.value.attributes['permissions'] === undefined ? get(place, id, options) : result

  const put: RoleApi['update'] = async (place, id, { planned }, options) => {
    const lost = lostByPut(planned)
    if (lost) return { ok: false, failure: losesByPut(lost) }
    const result = await send(calls.put(place, id, planned), options)
    if (!(await isLacking(result, place, id, options))) return complete(result, place, id, options)
    return { ok: false, failure: lacksOperation(statusOf(result), method === 'auto' ? 'PATCH or PUT' : 'PUT') }
  }

  /** The pattern for descriptions has no place for an empty one; then the rest is changed without it. */
  const patch: RoleApi['update'] = async (place, id, change, options) => {
    const call = calls.patch(place, id, change)
    const result = await send(call, options)
    if (call.body.description !== '' || statusOf(result) !== 400) return complete(result, place, id, options)
    const { permissions, restrictions, directoryGroups } = call.body
    const second = await send({ ...call, body: { permissions, restrictions, directoryGroups } }, options)
    return second.ok ? complete(second, place, id, options) : result
  }

  let lacksPatch = false
  return async (place, id, change, options) => {
    if (method === 'put' || lacksPatch) return put(place, id, change, options)
    const result = await patch(place, id, change, options)
    if (!(await isLacking(result, place, id, options))) return result
    if (method === 'patch') return { ok: false, failure: lacksOperation(statusOf(result), 'PATCH') }
    const replaced = await put(place, id, change, options)
    lacksPatch = replaced.ok
    return replaced
  }
}
