import type { Missing, MissingOperations } from '../options.js'
import { withAdmission } from '../service/admission.js'
import type { Answer } from '../service/answer.js'
import { withBody } from '../service/body.js'
import type { Call } from '../service/call.js'
import { parameter } from '../service/call.js'
import type { Operation } from '../service/service.js'
import type { TokenMaker } from '../state/tokens.js'
import type { AdmittedRoles, Holders } from './access.js'
import { admit, holdersOf } from './access.js'
import { isFixed, isPermanent } from './built-in-roles.js'
import { pageOf } from './pagination.js'
import { conflict, invalid, lacksOperation, northflankDialect, notFound } from './refusal.js'
import type { NorthflankRole } from './role.js'
import { newRole, patchRole, replaceRole, roleSummary, slugOf, wholeRole } from './roles.js'
import type { Content, Level, NamedContent } from './schemas.js'
import { namedSchemas, patchSchemas, replaceSchemas } from './schemas.js'
import type { NorthflankState } from './state.js'

type Handler = (call: Call, admitted: AdmittedRoles) => Answer

const unknownRole = (call: Call): Answer => notFound(`Role ${parameter(call, 'roleId')}`)

const findRole = (call: Call, { roles }: AdmittedRoles): NorthflankRole | undefined =>
  roles.find(({ id }) => id === parameter(call, 'roleId'))

/** 200 also for what was made, and never 204: so the documents have it. */
const ok = (data: unknown): Answer => ({ status: 200, body: { data } })

const listRoles =
  (level: Level): Handler =>
  (call, { roles }) => {
    const page = pageOf(call.query, roles)
    if ('issues' in page) return invalid(page.issues)
    return {
      status: 200,
      body: { data: { roles: page.items.map((role) => roleSummary(role, level)) }, pagination: page.pagination },
    }
  }

const getRole =
  (level: Level): Handler =>
  (call, admitted) => {
    const role = findRole(call, admitted)
    return role ? ok(wholeRole(role, level)) : unknownRole(call)
  }

const deleteRole: Handler = (call, admitted) => {
  const role = findRole(call, admitted)
  if (!role) return unknownRole(call)
  if (isPermanent(role.id)) return conflict(`The ${role.id} role cannot be deleted`)
  admitted.roles.splice(admitted.roles.indexOf(role), 1)
  return ok({})
}

/** A second name for one identifier is refused, as the documents have it for other things with derived identifiers. */
const createRole =
  (level: Level) =>
  (call: Call, { roles }: AdmittedRoles, body: NamedContent): Answer => {
    const id = slugOf(body.name)
    if (id === '') {
      return invalid([{ path: ['name'], rule: 'pattern', message: 'must have a letter or digit of ASCII' }])
    }
    if (roles.some((role) => role.id === id)) return conflict(`A role with the derived identifier ${id} exists`)
    const role = newRole(id, body, level, call.now)
    roles.push(role)
    return ok(wholeRole(role, level))
  }

type Change = (role: NorthflankRole, sent: Content, level: Level, now: number) => void

const change = (role: NorthflankRole, sent: Content, level: Level, now: number, how: Change): Answer => {
  if (isFixed(role.id)) return conflict(`The ${role.id} role cannot be changed`)
  how(role, sent, level, now)
  return ok(wholeRole(role, level))
}

/** Overwrites the role of that name, built-in or not, and makes one only where there is none. */
const putByName =
  (level: Level) =>
  (call: Call, admitted: AdmittedRoles, body: NamedContent): Answer => {
    const role = admitted.roles.find(({ name }) => name === body.name)
    return role ? change(role, body, level, call.now, replaceRole) : createRole(level)(call, admitted, body)
  }

const changeById =
  (level: Level, how: Change) =>
  (call: Call, admitted: AdmittedRoles, body: Content): Answer => {
    const role = findRole(call, admitted)
    return role ? change(role, body, level, call.now, how) : unknownRole(call)
  }

const unless = (absent: Missing | undefined, operation: Operation): Operation =>
  absent === undefined ? operation : { ...operation, answer: () => lacksOperation(absent) }

/** The operations of all three generations on one kind of role, less those that are missing. */
const roleOperations = (level: Level, path: string, known: Holders, missing: MissingOperations): Operation[] => {
  const role = `${path}/:roleId`
  const read = (handle: Handler) => withAdmission((call) => admit(known, level, 'Read', call), handle)
  const manage = (handle: Handler) => withAdmission((call) => admit(known, level, 'Manage', call), handle)
  const named = (handle: typeof createRole) => manage(withBody(northflankDialect, namedSchemas[level], handle(level)))
  const patch = manage(withBody(northflankDialect, patchSchemas[level], changeById(level, patchRole)))
  const replace = manage(withBody(northflankDialect, replaceSchemas[level], changeById(level, replaceRole)))
  return [
    { method: 'GET', path, answer: read(listRoles(level)) },
    { method: 'POST', path, answer: named(createRole) },
    unless(missing.putByName, { method: 'PUT', path, answer: named(putByName) }),
    { method: 'GET', path: role, answer: read(getRole(level)) },
    unless(missing.patch, { method: 'PATCH', path: role, answer: patch }),
    unless(missing.putById, { method: 'PUT', path: role, answer: replace }),
    { method: 'DELETE', path: role, answer: manage(deleteRole) },
  ]
}

/** Not in pages, unlike every other list. */
const listDirectoryGroups: Handler = (_call, { organization }) =>
  ok({
    directoryGroups: organization.directoryGroups.map(({ id, name, idpId, createdAt, updatedAt }) => ({
      id,
      name,
      idpId,
      createdAt,
      updatedAt,
    })),
  })

const listGroupMembers: Handler = (call, { organization }) => {
  const group = organization.directoryGroups.find(({ id }) => id === parameter(call, 'groupId'))
  if (!group) return notFound(`Directory group ${parameter(call, 'groupId')}`)
  const page = pageOf(call.query, group.members)
  if ('issues' in page) return invalid(page.issues)
  return { status: 200, body: { data: { members: page.items }, pagination: page.pagination } }
}

/** Roles of the organization and of its teams, and the directory groups that roles refer to. */
export const northflankOperations = (
  state: NorthflankState,
  tokenFor: TokenMaker,
  missing: MissingOperations,
): readonly Operation[] => {
  const known = holdersOf(state, tokenFor)
  const beside = (handle: Handler) => withAdmission((call) => admit(known, 'org', 'Read', call), handle)
  return [
    ...roleOperations('org', '/v1/org-roles', known, missing),
    ...roleOperations('team', '/v1/teams/:teamId/roles', known, missing),
    { method: 'GET', path: '/v1/directory-groups', answer: beside(listDirectoryGroups) },
    { method: 'GET', path: '/v1/directory-groups/:groupId/members', answer: beside(listGroupMembers) },
  ]
}
