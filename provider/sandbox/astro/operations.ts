import type { Static } from 'typebox'
import { withAdmission } from '../service/admission.js'
import type { Answer } from '../service/answer.js'
import { withBody } from '../service/body.js'
import type { Call } from '../service/call.js'
import { parameter } from '../service/call.js'
import { readChoices } from '../service/query.js'
import type { Operation } from '../service/service.js'
import type { TokenMaker } from '../state/tokens.js'
import type { Holder } from './access.js'
import { admit, authenticate, holdersOf } from './access.js'
import type { NamedRole } from './built-in-roles.js'
import { defaultRoles, roleTemplates, scopeTypes } from './built-in-roles.js'
import { CreateToken, createToken, deleteToken, getToken, heldByTokens, listTokens } from './direct-access-tokens.js'
import { isAskedFor, pageOf, readListQuery } from './list-roles.js'
import type { Grantable } from './permissions.js'
import { grantablePermissions, permissionGroups } from './permissions.js'
import { astroDialect, refuse, refuseFields } from './refusal.js'
import {
  CreateRole,
  changeRole,
  contentIssues,
  newRole,
  roleSummary,
  roleWithPermissions,
  UpdateRole,
} from './roles.js'
import type { AstroRole, AstroState } from './state.js'

/**
 * `/v1` is current; the other two are the betas that documents still show.
 * https://www.astronomer.io/docs/api/versioning-and-support
 */
const bases = ['/v1', '/iam/v1beta1', '/platform/v1beta1']

type Handler = (call: Call, holder: Holder) => Answer

/** What the service has for every organization. */
type Common = { readonly grantable: readonly Grantable[]; readonly defaults: readonly NamedRole[] }

const unknownRole = (call: Call): Answer =>
  refuse(404, `Custom role ${parameter(call, 'roleId')} not found`, call.requestId)

const findRole = (call: Call, { organization }: Holder): AstroRole | undefined =>
  organization.roles.find(({ id }) => id === parameter(call, 'roleId'))

/** Custom roles by pages; the default roles stand beside the pages and are not counted. */
const listRoles =
  ({ defaults }: Common): Handler =>
  (call, { organization }) => {
    const query = readListQuery(call.query)
    if ('issues' in query) return refuseFields(query.issues, call.requestId)
    const { includeDefaultRoles, limit, offset } = query.value
    const { page, totalCount } = pageOf(organization.roles, query.value)
    const defaultsInScope = defaults.filter(({ scopeType }) => isAskedFor(query.value, scopeType))
    const body = { roles: page.map(roleSummary), limit, offset, totalCount }
    return { status: 200, body: includeDefaultRoles ? { ...body, defaultRoles: defaultsInScope } : body }
  }

const getRole: Handler = (call, holder) => {
  const role = findRole(call, holder)
  return role ? { status: 200, body: roleWithPermissions(role) } : unknownRole(call)
}

const deleteRole: Handler = (call, holder) => {
  const role = findRole(call, holder)
  if (!role) return unknownRole(call)
  holder.organization.roles.splice(holder.organization.roles.indexOf(role), 1)
  return { status: 204 }
}

/**
 * Whether a second role of one name is refused is not documented. Here it is, and so is a default
 * role's name, since assignments go by name; with 400, as the operations declare no 409.
 */
const refuseName = (name: string, others: readonly { readonly name: string }[], call: Call): Answer | null =>
  others.some((other) => other.name === name)
    ? refuseFields(
        [{ path: ['name'], rule: 'unique', message: `is that of another role: ${JSON.stringify(name)}` }],
        call.requestId,
      )
    : null

const createRole =
  ({ grantable, defaults }: Common) =>
  (call: Call, { organization, subject }: Holder, body: Static<typeof CreateRole>): Answer => {
    const issues = contentIssues(body, body.scopeType, organization, grantable)
    if (issues.length > 0) return refuseFields(issues, call.requestId)
    const refusal = refuseName(body.name, [...organization.roles, ...defaults], call)
    if (refusal) return refusal
    const role = newRole(body, subject, call.now)
    organization.roles.push(role)
    return { status: 200, body: roleWithPermissions(role) }
  }

const updateRole =
  ({ grantable, defaults }: Common) =>
  (call: Call, holder: Holder, body: Static<typeof UpdateRole>): Answer => {
    const role = findRole(call, holder)
    if (!role) return unknownRole(call)
    const { organization, subject } = holder
    const issues = contentIssues(body, role.scopeType, organization, grantable)
    if (issues.length > 0) return refuseFields(issues, call.requestId)
    const refusal = refuseName(body.name, [...organization.roles.filter((other) => other !== role), ...defaults], call)
    if (refusal) return refusal
    const held = heldByTokens(role, body.permissions, holder, call)
    if (held) return held
    changeRole(role, body, subject, call.now)
    return { status: 200, body: roleWithPermissions(role) }
  }

const listTemplates =
  ({ grantable }: Common): Handler =>
  (call) => {
    const scopes = readChoices(call.query, 'scopeTypes', scopeTypes)
    if ('issue' in scopes) return refuseFields([scopes.issue], call.requestId)
    const templates = roleTemplates(grantable).filter(({ scopeType }) =>
      isAskedFor({ scopeTypes: scopes.value }, scopeType),
    )
    return { status: 200, body: templates }
  }

const listPermissionGroups =
  ({ grantable }: Common): Handler =>
  (call) => {
    const scopes = readChoices(call.query, 'scopeType', scopeTypes)
    if ('issue' in scopes) return refuseFields([scopes.issue], call.requestId)
    const inScope = grantable.filter(({ scope }) => isAskedFor({ scopeTypes: scopes.value }, scope))
    return { status: 200, body: permissionGroups(inScope) }
  }

/** The operations on roles, their templates and permissions, below each base path. */
export const astroOperations = (
  state: AstroState,
  tokenFor: TokenMaker,
  extraPermissions: readonly string[],
): readonly Operation[] => {
  const known = holdersOf(state, tokenFor)
  const grantable = grantablePermissions(extraPermissions)
  const common: Common = { grantable, defaults: defaultRoles(grantable) }

  const reading = (handle: Handler) => withAdmission((call) => admit(known, 'read', call), handle)
  const writing = (handle: Handler) => withAdmission((call) => admit(known, 'write', call), handle)
  const create = withBody(astroDialect, CreateRole, createRole(common))
  const update = withBody(astroDialect, UpdateRole, updateRole(common))
  const listGroups = withAdmission((call) => authenticate(known, call), listPermissionGroups(common))

  return bases.flatMap((base): Operation[] => {
    const organization = `${base}/organizations/:organizationId`
    return [
      { method: 'GET', path: `${organization}/roles`, answer: reading(listRoles(common)) },
      { method: 'POST', path: `${organization}/roles`, answer: writing(create) },
      { method: 'GET', path: `${organization}/roles/:roleId`, answer: reading(getRole) },
      { method: 'POST', path: `${organization}/roles/:roleId`, answer: writing(update) },
      { method: 'DELETE', path: `${organization}/roles/:roleId`, answer: writing(deleteRole) },
      { method: 'GET', path: `${organization}/tokens`, answer: reading(listTokens) },
      {
        method: 'POST',
        path: `${organization}/tokens`,
        answer: writing(withBody(astroDialect, CreateToken, createToken)),
      },
      { method: 'GET', path: `${organization}/tokens/:tokenId`, answer: reading(getToken) },
      { method: 'DELETE', path: `${organization}/tokens/:tokenId`, answer: writing(deleteToken) },
      { method: 'GET', path: `${organization}/role-templates`, answer: reading(listTemplates(common)) },
      { method: 'GET', path: `${base}/authorization/permission-groups`, answer: listGroups },
    ]
  })
}
