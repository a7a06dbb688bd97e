/**
 * Three ways to change a role. Today's API has PATCH by id. Its first generation had PUT by id, which
 * knows less of a role; today's PUT goes by name, would also make a role, and is not used.
 */
import type { Path } from '@rolecall/shared/model/role.js'
import type { Call } from '../../http/service.js'
import type { Answer, ApiFailure, CallOptions, ParentId, RemoteRole, RoleApi } from '../role-api.js'
import { keptBy, lostByPut } from './body.js'
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
      'Set northflank.update_method to "patch" where the service has PATCH, or take it out of the role, in the console ' +
      'as well.',
  ),
  path,
})

/** The role is there, so the 404 or 405 was about the operation. */
const lacksOperation = (status: number | null, tried: string): ApiFailure =>
  unsupported(
    status,
    `This Northflank service cannot change a role by ${tried}`,
    `The role exists, and ${tried} by its id was answered with ${status}. Set northflank.update_method to "auto" to ` +
      'try both PATCH and PUT, and check northflank.base_url (NORTHFLANK_BASE_URL).',
  )

/** Said once, as it is the same for every role of the kind. */
const changedByPut = (status: number | null) => ({
  summary: 'Northflank roles are changed by PUT, as this service lacks PATCH',
  detail:
    `PATCH of a role that exists was answered with ${status}, and PUT by id was taken. PUT replaces the whole role. Set ` +
    'northflank.update_method to "put" to ask for it at once, or to "patch" to never use it.',
})

type Parts = {
  readonly method: UpdateMethod
  readonly calls: Calls
  readonly get: RoleApi['get']
  /** The answer may be without permissions. */
  readonly send: (call: Call, options: CallOptions) => Promise<Answer<RemoteRole>>
}

type Result = Answer<RemoteRole>

const statusOf = (result: Result): number | null => (result.ok ? null : result.failure.status)

/** Of a role that exists it can only mean that the operation does not. */
const looksLacking = (result: Result): boolean => [404, 405].includes(statusOf(result) ?? 0)

/** Whether the service itself lists the methods it has, and PATCH is not among them. */
const disallowsPatch = (result: Result): boolean => !result.ok && result.failure.allowed?.includes('PATCH') === false

/** The change was carried out, and what came of it could not be read. */
const unread = (failure: ApiFailure): ApiFailure => ({
  ...failure,
  kind: failure.kind === 'not-found' ? 'no-answer' : failure.kind,
  ambiguous: true,
})

export const roleUpdate = ({ method, calls, get, send }: Parts): RoleApi['update'] => {
  /** The documents' own example of an answer to PUT is without permissions. */
  const complete = async (result: Result, parent: ParentId, id: string, options: CallOptions): Promise<Result> => {
    if (!result.ok || result.value.attributes['permissions'] !== undefined) return result
    const now = await get(parent, id, options)
    return now.ok ? now : { ok: false, failure: unread(now.failure) }
  }

  /** The role as it is tells what nobody here wrote and PUT would empty; and that it exists. */
  const put: RoleApi['update'] = async (parent, id, change, options) => {
    const planned = lostByPut(change.planned)
    if (planned) return { ok: false, failure: losesByPut(planned) }
    const now = await get(parent, id, options)
    if (!now.ok) return now
    const kept = lostByPut(keptBy(change, now.value.attributes))
    if (kept) return { ok: false, failure: losesByPut(kept) }
    const result = await send(calls.put(parent, id, change.planned), options)
    if (!looksLacking(result)) return complete(result, parent, id, options)
    return { ok: false, failure: lacksOperation(statusOf(result), method === 'auto' ? 'PATCH or PUT' : 'PUT') }
  }

  /** The pattern for descriptions has no place for an empty one; then the rest is changed without it. */
  const patch: RoleApi['update'] = async (parent, id, change, options) => {
    const call = calls.patch(parent, id, change)
    const result = await send(call, options)
    if (call.body.description !== '' || statusOf(result) !== 400) return complete(result, parent, id, options)
    const { permissions, restrictions, directoryGroups } = call.body
    const second = await send({ ...call, body: { permissions, restrictions, directoryGroups } }, options)
    return second.ok || second.failure.ambiguous ? complete(second, parent, id, options) : result
  }

  /**
   * PATCH, and again where its answer would mean that there is none: one stray 404 or 405 of something in
   * between is no evidence. `lacking` where the role exists and the service was asked twice, or says so itself.
   */
  const surePatch = async (...[parent, id, change, options]: Parameters<RoleApi['update']>) => {
    const first = await patch(parent, id, change, options)
    if (!looksLacking(first) || !(await get(parent, id, options)).ok) return { result: first, lacking: false }
    const second = disallowsPatch(first) ? first : await patch(parent, id, change, options)
    return { result: second, lacking: looksLacking(second) }
  }

  let lacksPatch = false
  return async (parent, id, change, options) => {
    if (method === 'put' || lacksPatch) return put(parent, id, change, options)
    const { result, lacking } = await surePatch(parent, id, change, options)
    if (!lacking) return result
    if (method === 'patch') return { ok: false, failure: lacksOperation(statusOf(result), 'PATCH') }
    const replaced = await put(parent, id, change, options)
    if (!replaced.ok || lacksPatch) return replaced
    lacksPatch = true
    return { ...replaced, warnings: [...replaced.warnings, changedByPut(statusOf(result))] }
  }
}
